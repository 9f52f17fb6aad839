"""Opens a microphone for a second and tells its rate, and how much it heard: microphone_program.py [DEVICE]."""

import json
import sys
import time

from voicecoach.player.inputs.sounddevice_input import SoundDeviceMicrophones

microphones = SoundDeviceMicrophones()
listed = [device.name for device in microphones.list()]
microphone = microphones.open(sys.argv[1] if len(sys.argv) > 1 else "", longest_s=5)
time.sleep(1.5)
heard = microphone.heard()
told = {
    "listed": listed,
    "rate": microphone.sample_rate,
    "seconds": len(heard) / microphone.sample_rate,
    "channels": heard.shape[1],
    "overflows": microphone.overflows,
}
sys.stdout.write(json.dumps(told))
microphone.close()
