"""What people paste: lines of a whiteboard, a hangboard, a plan, a table or a ride. `read_pasted` makes items of it."""
