"""A session as one page that coaches: sound, plan, words and handout in a single HTML file."""
