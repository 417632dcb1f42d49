"""What workers in Python have in common: options (name=value arguments), timing, and the protocol of ../README.md."""
import array
import sys
import time


def options():
    return dict(argument.split("=", 1) for argument in sys.argv[1:])


def resident():
    """Bytes of this process in memory."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


def timing(call, seconds):
    """As Workers/Timing.cs: a fifth of the time to get warm, then samples of as many calls as take 50 µs."""
    clock = time.perf_counter
    start, calls = clock(), 0
    while calls == 0 or clock() - start < seconds / 5:
        call()
        calls += 1
    repetitions = range(max(1, int(50e-6 * calls / (clock() - start))))
    samples = []
    end = clock() + seconds
    while not samples or clock() < end:
        start = clock()
        for _ in repetitions:
            call()
        samples.append((clock() - start) / len(repetitions))
    samples.sort()
    return f"median={samples[len(samples) // 2]!r} min={samples[0]!r} count={len(samples)}"


def serve(measure, result, **facts):
    """measure(seconds) gives a line of timing, result() a list of floats."""
    print("ready", *(f"{name}={value}" for name, value in facts.items()), flush=True)
    for line in sys.stdin:
        command, argument = line.rstrip("\n").split(" ", 1)
        if command == "measure":
            print(measure(float(argument)), flush=True)
        else:
            with open(argument, "wb") as file:
                array.array("f", result()).tofile(file)
            print("written", flush=True)
