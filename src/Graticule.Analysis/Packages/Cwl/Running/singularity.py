#!/usr/bin/python3 -IS
"""What cwltool calls to run one step in an image, inside the job's sandbox: the options of `singularity exec` that cwltool and
application packages use, done by bubblewrap on an unpacked root. The sandbox around it is the boundary; here the image gets its root.

Each step leaves a record (JSON) and the end of its error output in the folder that GRATICULE_STEPS names.
"""
import collections
import json
import os
import sys
import time

KEPT_ERROR_BYTES = 64 * 1024
WITH_VALUE = {"-B", "--bind", "-H", "--home", "--pwd", "--cwd", "-W", "--workdir", "--network", "--env", "--no-mount", "--hostname", "--security", "--scratch"}
REPLACED = {"dev", "proc", "sys", "tmp"}
HOST = "host"


def fail(message):
    print("singularity: " + message, file=sys.stderr)
    sys.exit(255)


def read_options(words):
    """Option name -> list of its values, and the words from the image on."""
    options = collections.defaultdict(list)
    while words and words[0].startswith("-"):
        name, separator, value = words.pop(0).partition("=")
        if name in WITH_VALUE and not separator:
            if not words:
                fail("the option %s needs a value" % name)
            value = words.pop(0)
        options[name].append(value)
    return options, words


def find_root(image):
    """An image is a small file whose text is the path of a root; programs may also name one of the site's images."""
    folder = os.environ.get("CWL_SINGULARITY_CACHE", "")
    name = os.path.basename(image).replace("docker://", "")
    for path in (image, os.path.join(folder, name), os.path.join(folder, name + ".sif")):
        if os.path.dirname(path) == folder and os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    fail("there is no image '%s' for this job" % image)


def prepare(root, command):
    """SIF images set variables by scripts, which are read before the command."""
    if root == HOST or not os.path.isdir(root + "/.singularity.d/env"):
        return command
    script = 'for file in /.singularity.d/env/*.sh; do [ -f "$file" ] && . "$file"; done; exec "$@"'
    return ["/bin/sh", "-c", script, "sh"] + command


def split_mount(text, writable):
    source, _, rest = text.partition(":")
    target, _, mode = rest.partition(":")
    return os.path.realpath(source), target or source, writable and mode != "ro"


def lay(root, targets):
    """A root on which every mount finds its place: a folder that lacks one is made anew from what is in it."""
    words = []

    def lay_folder(folder):
        for entry in sorted(os.listdir(root + folder)):
            inside = folder + "/" + entry
            outside = root + inside
            if folder == "" and entry in REPLACED:
                continue
            if os.path.islink(outside):
                words.extend(["--symlink", os.readlink(outside), inside])
            elif os.path.isdir(outside) and any(t.startswith(inside + "/") and not os.path.lexists(root + t) for t in targets):
                words.extend(["--dir", inside])
                lay_folder(inside)
            else:
                words.extend(["--ro-bind", outside, inside])

    lay_folder("")
    return words


def host_root():
    words = []
    for path in ("/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin"):
        if os.path.islink(path):
            words.extend(["--symlink", os.readlink(path), path])
        elif os.path.isdir(path):
            words.extend(["--ro-bind", path, path])
    return words + ["--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc"]


def build(options, root, command):
    home = options["-H"] + options["--home"]
    binds = [part for text in options["-B"] + options["--bind"] for part in text.split(",")]
    mounts = [split_mount(text, True) for text in home + binds]
    words = ["/usr/bin/bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--die-with-parent", "--cap-drop", "ALL"]
    if options["--net"] or options["-n"]:
        words.append("--unshare-net")
    words += host_root() if root == HOST else lay(root, [target for _, target, _ in mounts])
    words += ["--ro-bind", "/proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
    for source, target, writable in mounts:
        words += ["--bind" if writable else "--ro-bind", source, target]
    words += ["--remount-ro", "/", "--clearenv", "--setenv", "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "--setenv", "LANG", "C.UTF-8"]
    if home:
        words += ["--setenv", "HOME", mounts[0][1]]
    for name, value in os.environ.items():
        for prefix in ("SINGULARITYENV_", "APPTAINERENV_"):
            if name.startswith(prefix):
                words += ["--setenv", name[len(prefix):], value]
    for text in options["--env"]:
        for pair in text.split(","):
            words += ["--setenv", *pair.partition("=")[::2]]
    folder = (options["--pwd"] + options["--cwd"] + [mounts[0][1] if home else "/"])[0]
    return words + ["--chdir", folder, "--"] + prepare(root, command), mounts[0][0] if home else None


def run(words):
    """Exit code, use of the machine, and the end of what was said on standard error, which is passed on as it comes."""
    reading, writing = os.pipe()
    child = os.posix_spawn(words[0], words, {"PATH": "/usr/bin:/bin"}, file_actions=[(os.POSIX_SPAWN_DUP2, writing, 2)])
    os.close(writing)
    kept = b""
    while True:
        block = os.read(reading, 65536)
        if not block:
            break
        kept = (kept + block)[-KEPT_ERROR_BYTES:]
        while block:
            block = block[os.write(2, block):]
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage, kept


def main():
    words = sys.argv[1:]
    if "--version" in words[:1]:
        print("singularity-ce version 3.10.0")
        return 0
    while words and words[0] in ("--quiet", "-q", "--silent", "-s", "--debug", "-d", "--verbose", "-v", "--nocolor"):
        words.pop(0)
    if not words or words[0] != "exec":
        fail("only 'exec' is known here; images are put in place by the operator and never pulled")
    options, words = read_options(words[1:])
    if len(words) < 2:
        fail("an image and a command are needed")
    image, command = words[0], words[1:]
    if os.path.basename(command[0]) in ("singularity", "apptainer") and "exec" in command[1:3]:
        # The package itself names an image in its command: that one takes the place of the host's programs.
        inner, rest = read_options(command[command.index("exec") + 1:])
        for name in ("-B", "--bind", "--env"):
            options[name] += inner[name]
        if len(rest) < 2:
            fail("an image and a command are needed")
        image, command = rest[0], rest[1:]
    start = time.monotonic()
    vector, outdir = build(options, find_root(image), command)
    code, usage, said = run(vector)
    code = code if code >= 0 else 128 - code
    if code == 1 and said.startswith(b"bwrap: execvp ") and b"No such file" in said:
        code = 127  # as a shell says it
    steps = os.environ.get("GRATICULE_STEPS")
    if steps:
        name = "%d-%d" % (time.time_ns(), os.getpid())
        with open(os.path.join(steps, name + ".log"), "wb") as file:
            file.write(said)
        record = {
            "folder": outdir, "command": command, "image": os.path.basename(image), "exitCode": code, "log": name + ".log",
            "seconds": round(time.monotonic() - start, 3),
            "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 3),
            "peakMiB": round(usage.ru_maxrss / 1024, 1),
        }
        with open(os.path.join(steps, name + ".part"), "w", encoding="utf-8") as file:
            json.dump(record, file)
        os.rename(os.path.join(steps, name + ".part"), os.path.join(steps, name + ".json"))
    return code


if __name__ == "__main__":
    sys.exit(main())
