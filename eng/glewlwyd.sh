#!/usr/bin/env bash
# A real OpenID Connect provider for tests: Debian's glewlwyd on 127.0.0.1, with a database and keys of its own in one folder. Needs no root.
#
#   eng/glewlwyd.sh up DIR PORT [ORIGIN]   starts it; ORIGIN is where Graticule's interactive page comes from (http://127.0.0.1:8080)
#   eng/glewlwyd.sh rotate DIR             from now on it signs with another key
#   eng/glewlwyd.sh stop DIR               ends it and keeps the folder: 'up' goes on where it was
#   eng/glewlwyd.sh down DIR               ends it and removes the folder
#
# Issuer http://localhost:PORT/api/oidc. Users alice, bob and boss (password NAME-password); boss may have the scopes graticule:admin and
# graticule:deploy, alice graticule:deploy. Clients: 'page' is public; 'machine' (secret machine-secret) is confidential, and 'graticule'
# (secret graticule-secret) introspects. Tokens for resource=https://graticule.test/ have that audience. DIR/key.pem signs.
set -euo pipefail

command=${1:-} folder=${2:-}
[ -n "$command" ] && [ -n "$folder" ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }

ask() { # METHOD PATH [JSON]: the administrator's API; prints the answer, fails with it when it is not 200
  local answer status
  answer=$(curl -s -X "$1" -b "$folder/cookies" -c "$folder/cookies" -H 'Content-Type: application/json' ${3:+--data-binary "$3"} -w '\n%{http_code}' "$base/api$2")
  status=${answer##*$'\n'}
  [ "$status" = 200 ] || { printf '%s %s: %s\n' "$1" "$2" "$answer" >&2; return 1; }
  printf '%s' "${answer%$'\n'*}"
}

sign_in() { ask POST /auth/ '{"username":"admin","password":"password"}' >/dev/null; }

new_key() {
  openssl genrsa -out "$folder/key.pem" 2048 2>/dev/null
  openssl rsa -in "$folder/key.pem" -pubout -out "$folder/public.pem" 2>/dev/null
}

plugin() {
  jq -n --rawfile key "$folder/key.pem" --rawfile cert "$folder/public.pem" --arg issuer "$base/api/oidc" '{
    module: "oidc", name: "oidc", display_name: "OpenID Connect", enabled: true,
    parameters: ({
      iss: $issuer, key: $key, cert: $cert, "jwt-type": "rsa", "jwt-key-size": "256", "jwks-show": true, "subject-type": "public",
      "access-token-duration": 3600, "refresh-token-duration": 86400, "code-duration": 600, "refresh-token-rolling": true, "allow-non-oidc": true,
      "pkce-allowed": true, "pkce-method-plain-allowed": false, "pkce-required": false,
      "resource-allowed": true, "resource-scope": {"openid": ["https://graticule.test/"], "graticule:deploy": ["https://graticule.test/"], "graticule:admin": ["https://graticule.test/"]},
      "additional-parameters": [{"user-parameter": "username", "token-parameter": "preferred_username"}],
      "introspection-revocation-allowed": true, "introspection-revocation-allow-target-client": true, "introspection-revocation-auth-scope": ["introspect"],
      scope: [], claims: [], "name-claim": "on-demand", "email-claim": "no", "scope-claim": "on-demand", "address-claim": {type: "no"}
    } + ([("code", "token", "id-token", "none", "password", "client", "refresh") | {("auth-type-" + . + "-enabled"): true}] | add))
  }'
}

client() { # ID SECRET SCOPES FLOWS...
  local id=$1 secret=$2 scopes=$3
  shift 3
  ask POST "/client/?source=database" "$(jq -n --arg id "$id" --arg secret "$secret" --arg scopes "$scopes" --arg origin "$origin" '{
    client_id: $id, name: $id, enabled: true, confidential: ($secret != ""),
    redirect_uri: [$origin + "/swagger-ui/oapip/oauth2-redirect.html", "http://localhost/after"],
    authorization_type: $ARGS.positional, scope: ($scopes / " "),
    token_endpoint_auth_method: (if $secret == "" then ["none"] else ["client_secret_basic", "client_secret_post"] end)
  } + (if $secret == "" then {} else {client_secret: $secret} end)' --args "$@")" >/dev/null
}

user() { # NAME SCOPES
  ask POST "/user/?source=database" "$(jq -n --arg name "$1" --arg scopes "$2" '{
    username: $name, password: ($name + "-password"), name: $name, email: ($name + "@example.test"), enabled: true, scope: ($scopes / " ")
  }')" >/dev/null
}

configure() {
  sign_in
  local scope
  for scope in graticule:deploy graticule:admin introspect; do
    ask POST /scope/ "$(jq -n --arg name "$scope" '{
      name: $name, display_name: $name, description: $name, password_required: true, password_max_age: 0, scheme: {}, scheme_required: {}}')" >/dev/null
  done
  ask POST /mod/plugin/ "$(plugin)" >/dev/null
  client page "" "openid graticule:deploy graticule:admin" code token id_token none refresh_token
  client machine machine-secret "openid graticule:deploy" code token id_token password client_credentials refresh_token
  client graticule graticule-secret "introspect" client_credentials
  user alice "openid g_profile graticule:deploy"
  user bob "openid g_profile"
  user boss "openid g_profile graticule:deploy graticule:admin"
}

start() {
  zcat -f /usr/share/doc/glewlwyd/glewlwyd.conf.sample.gz | sed -E \
    -e "s|^port=.*|port=$port|" -e 's|^#?bind_address=.*|bind_address="127.0.0.1"|' -e "s|^external_url=.*|external_url=\"$base\"|" \
    -e 's|^cookie_secure=.*|cookie_secure=0|' -e 's|^log_level=.*|log_level="WARNING"|' -e "s|^( *path *=).*|\1 \"$folder/database\"|" >"$folder/conf"
  setsid glewlwyd -c "$folder/conf" </dev/null >"$folder/log" 2>&1 &
  echo $! >"$folder/pid"
  for _ in $(seq 100); do
    curl -sf -o /dev/null "$base/config" && return
    kill -0 "$(cat "$folder/pid")" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/log" >&2
  printf 'glewlwyd does not start on port %s.\n' "$port" >&2
  exit 1
}

stop() {
  [ -f "$folder/pid" ] || return 0
  local pid
  pid=$(cat "$folder/pid")
  rm -f "$folder/pid"
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
}

if [ "$command" = up ]; then
  port=${3:?PORT} origin=${4:-http://127.0.0.1:8080}
  mkdir -p "$folder"
  chmod 700 "$folder"
  printf '%s\n' "$port" >"$folder/port"
else
  [ -f "$folder/port" ] || { printf 'There is no provider in %s.\n' "$folder" >&2; exit 1; }
  port=$(cat "$folder/port")
fi
base=http://localhost:$port

case $command in
  up)
    if [ -s "$folder/database" ]; then
      start
    else
      zcat -f /usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz | sqlite3 "$folder/database"
      new_key
      start
      configure
    fi
    printf '%s/api/oidc\n' "$base"
    ;;
  rotate)
    sign_in
    new_key
    ask PUT /mod/plugin/oidc "$(plugin)" >/dev/null
    ask PUT /mod/plugin/oidc/reset >/dev/null
    ;;
  stop) stop ;;
  down)
    stop
    rm -rf "$folder"
    ;;
  *)
    printf "Unknown command '%s'.\n" "$command" >&2
    exit 2
    ;;
esac
