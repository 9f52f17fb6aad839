"""An engine on fakes, turn by turn: nothing waits, nothing depends on the machine."""

from fake_player import FakeClock, FakeOutput

from voicecoach.errors import DeviceError
from voicecoach.player.engine.engine import PlayerEngine
from voicecoach.player.helper_thread import Job

FAR_S = 3600.0


def at_once(function):
    """Make the call here and now, and return it as a finished job."""
    job = Job(function)
    job.run()
    return job


class Driven:
    """Opens the outputs that it is given, one after the other; an exception is raised in the place of one."""

    def __init__(self, playable, outputs=None, *, clock=None, **settings):
        self.clock = clock or FakeClock()
        self.outputs = [FakeOutput(self.clock)] if outputs is None else outputs
        self.opened = []
        self.seen = []
        self.engine = PlayerEngine(
            playable, self._open, begin=at_once, now_s=self.clock.monotonic_s(), **settings
        )

    def _open(self):
        if not self.outputs:
            raise DeviceError("There is no device.")
        wanted = self.outputs.pop(0)
        if isinstance(wanted, Exception):
            raise wanted
        self.opened.append(wanted)
        return wanted

    def run(self, seconds=FAR_S, until=lambda _snapshot: False):
        """Turn until it is over, so many seconds have passed, or the condition holds; return the last snapshot."""
        end_s = self.clock.monotonic_s() + seconds
        while not self.engine.is_over and self.clock.monotonic_s() < end_s:
            wait_s = self.engine.turn(self.clock.monotonic_s())
            self.seen.append((self.clock.monotonic_s(), self.engine.snapshot()))
            if until(self.engine.snapshot()):
                break
            self.clock.wait(wait_s)
        return self.engine.snapshot()

    def send(self, order, seconds=0.02):
        self.engine.send(order)
        return self.run(seconds)

    @property
    def now_s(self):
        return self.clock.monotonic_s()

    @property
    def output(self):
        return self.opened[-1]
