# Sourced by ./run, ./test and .ci/run: what they need from the machine, and the build. Everything here may be called again and again.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 5
}

need_dotnet() {
  command -v dotnet >/dev/null || die "The .NET SDK is not installed (no 'dotnet' on the PATH). Graticule needs the one that global.json names: https://dotnet.microsoft.com/download"
  dotnet --version >/dev/null 2>&1 || die "$(dotnet --version 2>&1 | head -5)"
}

# How commands that need root are called; fails when there is no way.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo "$@"
  else
    return 1
  fi
}

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'; }

# need_packages REASON PACKAGE...: installs what is missing. False where it cannot.
need_packages() {
  local reason=$1 package missing=()
  shift
  command -v dpkg-query >/dev/null || { say "This is no Debian system; install by hand: $* ($reason)."; return 1; }
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}: $reason."
  local log
  log=$(mktemp)
  if as_root true && {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q install -y --no-install-recommends "${missing[@]}"
  } >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi
  tail -5 "$log" >&2
  rm -f "$log"
  say "That did not work. Install by hand: sudo apt-get install --no-install-recommends ${missing[*]}"
  return 1
}

need_gdal() {
  ldconfig -p 2>/dev/null | grep -q 'libgdal\.so\.32 ' && return
  need_packages "GDAL reads and writes the raster files" libgdal32 || die "Graticule cannot run without libgdal.so.32."
}

# The program, built only when a source is newer than the last build; or the one that $GRATICULE_PROGRAM names, as it is.
PROGRAM=${GRATICULE_PROGRAM:-$PWD/artifacts/bin/Graticule.Cli/release/graticule}

build_program() {
  [ -z "${GRATICULE_PROGRAM:-}" ] || return 0
  local stamp=artifacts/program.stamp
  if [ -x "$PROGRAM" ] && [ -e "$stamp" ] &&
    [ -z "$(find src Directory.Build.props Directory.Packages.props global.json -newer "$stamp" -print -quit)" ]; then
    return
  fi
  say "Building the program (Release); the first time this also fetches NuGet packages."
  local log started
  log=$(mktemp)
  started=$(mktemp)
  if ! dotnet build src/Graticule.Cli/Graticule.Cli.csproj -c Release -p:RunAnalyzers=false --nologo -v quiet >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log" "$started"
    die "The build failed."
  fi
  rm -f "$log"
  mkdir -p artifacts
  mv "$started" "$stamp"
}
