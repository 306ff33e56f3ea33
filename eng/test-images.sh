#!/usr/bin/env bash
# test-images.sh FOLDER: container images for tests, made of what Debian has installed, without any registry.
#   stub/                    a root file system of busybox (package busybox-static)
#   boxed.sif                 the same as a SIF file with an environment script and a run script (package squashfs-tools)
#   otbtf_4.1.0-cpu.sif      /opt/otbtf/bin/otbcli_BandMath: Debian's Orfeo ToolBox (package otb-bin) and the libraries that it needs
# Makes what is missing and leaves out, with a line that says so, what cannot be made here.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d "$folder/.making-XXXXXX")
trap 'rm -rf "$work"' EXIT

busybox=$(command -v busybox || true)
[ -n "$busybox" ] && ! ldd "$busybox" >/dev/null 2>&1 || { echo "no busybox-static: no images" >&2; exit 0; }

make_stub() { # ROOT
  mkdir -p "$1"/bin "$1"/etc "$1"/usr/bin "$1"/var/lib
  cp "$busybox" "$1/bin/busybox"
  "$busybox" --list | grep -vx busybox | while read -r applet; do ln -sf busybox "$1/bin/$applet"; done
  echo "stub" >"$1/etc/hostname"
}

# Little-endian numbers for the SIF header.
le() { # BYTES VALUE
  local i value=$2
  for ((i = 0; i < $1; i++)); do
    printf "\\x$(printf %02x $((value & 255)))"
    value=$((value >> 8))
  done
}
text() { printf '%s' "$2"; head -c $(($1 - ${#2})) /dev/zero; } # BYTES TEXT

make_sif() { # ROOT FILE: squashfs, then SIF version 1 around it: header, one descriptor for the primary system partition, data
  local squash=$work/image.squashfs offset=65536 length
  rm -f "$squash"
  mksquashfs "$1" "$squash" -all-root -no-progress -quiet -comp zstd -Xcompression-level 3 >/dev/null
  length=$(stat -c %s "$squash")
  {
    text 32 $'#!/usr/bin/env run-singularity\n'
    text 10 SIF_MAGIC; text 3 01; text 3 02; head -c 16 /dev/zero # magic, version, amd64, no identifier
    le 8 0; le 8 0                                                # made, changed
    le 8 47; le 8 48; le 8 4096; le 8 $((48 * 585)); le 8 $offset; le 8 "$length"
  } >"$work/image.sif"
  truncate -s 4096 "$work/image.sif"
  {
    le 4 $((0x4004)); le 1 1; le 4 1; le 4 $((0xf0000001)); le 4 0 # partition, used, number, group, no link
    le 8 $offset; le 8 "$length"; le 8 "$length"; le 8 0; le 8 0; le 8 0; le 8 0
    text 128 squashfs-root; le 4 1; le 4 2; text 3 02; head -c 373 /dev/zero # squashfs, primary system, amd64
  } >>"$work/image.sif"
  truncate -s $offset "$work/image.sif"
  cat "$squash" >>"$work/image.sif"
  mv "$work/image.sif" "$2"
}

# Copies a file and what it is linked with to the same paths below a root; links become files.
with_libraries() { # ROOT FILE...
  local root=$1 file
  shift
  { printf '%s\n' "$@"; ldd "$@" 2>/dev/null | grep -o '/[^ ]*' | sed 's/:$//'; } | sort -u | while read -r file; do
    mkdir -p "$root$(dirname "$file")"
    [ -e "$root$file" ] || cp -L "$file" "$root$file"
  done
}

make_otb() { # ROOT
  local application
  application=$(find /usr/lib -name otbapp_BandMath.so -print -quit)
  make_stub "$1"
  with_libraries "$1" "$(command -v otbApplicationLauncherCommandLine)" "$application"
  # Debian's loader finds libraries in the usual folders; what else it is told lies in /etc.
  cp /etc/ld.so.conf "$1/etc/"; cp -r /etc/ld.so.conf.d "$1/etc/"
  ldconfig -r "$1"
  mkdir -p "$1/usr/share/proj" "$1/usr/share/gdal" "$1/opt/otbtf/bin"
  cp -r /usr/share/proj/proj.db "$1/usr/share/proj/" 2>/dev/null || true
  cp -r /usr/share/gdal/. "$1/usr/share/gdal/" 2>/dev/null || true
  cat >"$1/opt/otbtf/bin/otbcli_BandMath" <<SCRIPT
#!/bin/sh
export OTB_APPLICATION_PATH=$(dirname "$application")
exec $(command -v otbApplicationLauncherCommandLine) BandMath "\$@"
SCRIPT
  chmod 755 "$1/opt/otbtf/bin/otbcli_BandMath"
}

if [ ! -d "$folder/stub" ]; then
  make_stub "$work/stub"
  mv "$work/stub" "$folder/stub"
fi

command -v mksquashfs >/dev/null || { echo "no squashfs-tools: no SIF files" >&2; exit 0; }
if [ ! -e "$folder/boxed.sif" ]; then
  make_stub "$work/sif"
  mkdir -p "$work/sif/.singularity.d/env"
  echo 'export STUB_SAYS="set by the image"' >"$work/sif/.singularity.d/env/90-environment.sh"
  printf '#!/bin/sh\necho "own command: $*"\n' >"$work/sif/.singularity.d/runscript"
  chmod 755 "$work/sif/.singularity.d/runscript"
  make_sif "$work/sif" "$folder/boxed.sif"
fi

command -v otbApplicationLauncherCommandLine >/dev/null || { echo "no otb-bin: no image of the Orfeo ToolBox" >&2; exit 0; }
if [ ! -e "$folder/otbtf_4.1.0-cpu.sif" ]; then
  make_otb "$work/otb"
  make_sif "$work/otb" "$folder/otbtf_4.1.0-cpu.sif"
fi
