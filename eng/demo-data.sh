#!/usr/bin/env bash
# eng/demo-data.sh [DATA]: fetches small real geodata out of Debian packages (unpacked, not installed) into artifacts/demo-data and,
# when a data folder is named, puts the rasters there as the collection 'demo', and the sea surface temperature among them as the data set of
# observations 'avhrr-oi-2deg' (DATA/datasets, for 'serve --datasets'). Does nothing where everything is there already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/setup.sh

cache=artifacts/demo-data
sums=$PWD/eng/demo-data.sha256
library=usr/lib/R/site-library
packages=(r-cran-stars r-cran-ncmeta r-cran-spdata r-cran-sf)
files=(
  stars/tif/L7_ETMs.tif stars/tif/olinda_dem_utm25s.tif stars/nc/reduced.nc stars/nc/bcsd_obs_1999.nc stars/nc/test_stageiv_xyt.nc
  ncmeta/extdata/S2008001.L3m_DAY_CHL_chlor_a_9km.nc spData/shapes/world.gpkg sf/gpkg/nc.gpkg
)
# The rasters of the collection; the others serve tests only.
collection=(L7_ETMs.tif olinda_dem_utm25s.tif reduced.nc bcsd_obs_1999.nc test_stageiv_xyt.nc)

complete() { (cd "$1" 2>/dev/null && sha256sum --check --status "$sums" 2>/dev/null); }

fetch() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
    die "The demonstration data lie in Debian packages (${packages[*]}), and this is no Debian system. './run serve' works without them."
  say "Fetching demonstration data out of the Debian packages ${packages[*]} (11 MB; nothing is installed)."
  local folder package
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder's name now, not at the end
  trap "rm -rf '$folder'" EXIT
  chmod 755 "$folder"
  if ! (cd "$folder" && apt-get -q download "${packages[@]}") >"$folder/log" 2>&1 </dev/null; then
    as_root apt-get -q update >>"$folder/log" 2>&1 </dev/null || true
    (cd "$folder" && apt-get -q download "${packages[@]}") >>"$folder/log" 2>&1 </dev/null ||
      { tail -3 "$folder/log" >&2; die "The packages could not be fetched: is there a network, and has 'apt-get update' been run? './run serve' works without them."; }
  fi
  for package in "$folder"/*.deb; do
    dpkg -x "$package" "$folder/unpacked"
  done
  mkdir -p "$folder/files"
  for file in "${files[@]}"; do
    cp "$folder/unpacked/$library/$file" "$folder/files/"
  done
  complete "$folder/files" || die "The files in the packages are not those that eng/demo-data.sha256 names; this Debian release carries other versions."
  mkdir -p "$cache"
  chmod 644 "$folder"/files/*
  cp "$folder"/files/* "$cache/"
}

complete "$cache" || fetch
[ $# -gt 0 ] || exit 0

put() {
  cmp -s "$1" "$2/$3" || { mkdir -p "$2"; cp "$1" "$2/.$3.part"; mv "$2/.$3.part" "$2/$3"; }
}

target=$1/files/collections/demo
for file in "${collection[@]}"; do
  put "$cache/$file" "$target" "$file"
done
put "$cache/reduced.nc" "$1/datasets/avhrr-oi-2deg" reduced.nc
put eng/demo-dataset.yaml "$1/datasets/avhrr-oi-2deg" dataset.yaml
cmp -s eng/demo-collection.json "$target/collection.json" || cp eng/demo-collection.json "$target/collection.json"
