#!/usr/bin/env bash
# A Python script with an input file as a job of the HPC API: uploaded, estimated, run, watched, its result fetched and its checksum compared.
# Arguments: address of the server, API key.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}
key=${2:-$(cat data/admin.key)}

api() { curl --silent --show-error --fail-with-body --header "Authorization: Token $key" "$@"; }
first_id() { grep --only-matching '"id":"[A-Za-z]*"' | head -n 1 | cut -d '"' -f 4; }

cat > pi.py <<'END'
import sys
terms = int(open(sys.argv[1]).read())
pi = 4 * sum((-1) ** term / (2 * term + 1) for term in range(terms))
open("pi.txt", "w").write(f"pi is about {pi:.4f}\n")
END
echo 200000 > terms.txt
script=$(api --form file=@pi.py "$server/api/v2/files/contents/" | first_id)
terms=$(api --form file=@terms.txt "$server/api/v2/files/contents/" | first_id)

cat > job.json <<END
{
  "name": "Estimate of pi",
  "jobanalyses": [{
    "analysis": {"code": "miniconda", "version": "4.8.4"},
    "command": "python pi.py terms.txt",
    "hardware": {"coreType": "granite", "coresPerSlot": 2, "walltime": 1},
    "inputFiles": [{"id": "$script"}, {"id": "$terms"}]
  }]
}
END
api --json @job.json "$server/api/v2/billing/estimate/"; echo
job=$(api --json @job.json "$server/api/v2/jobs/" | first_id)
api --request POST "$server/api/v2/jobs/$job/submit/"

until api "$server/api/v2/jobs/$job/statuses/" | grep --quiet '"status":"Completed"'; do sleep 0.5; done

api "$server/api/v2/jobs/$job/files/?search=pi.txt" > found.json
api --output pi.txt "$server/api/v2/files/$(first_id < found.json)/contents/"
grep --quiet "$(sha512sum pi.txt | cut -d ' ' -f 1)" found.json
api --request DELETE "$server/api/v2/jobs/$job/?deleteInputFiles=True"
cat pi.txt
