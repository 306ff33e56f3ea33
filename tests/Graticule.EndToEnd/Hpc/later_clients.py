"""What clients later than the notebook do: several analyses in a job, archives, stopping, instances, shares, tags, projects with a budget.

Arguments: the server's address, the key of a user, the key of another one.
"""
import io
import sys
import time
import zipfile

import requests

API, KEY, OTHER = f"{sys.argv[1]}/api/v2", sys.argv[2], sys.argv[3]
HEADERS = {"Authorization": f"Token {KEY}"}
STRANGER = {"Authorization": f"Token {OTHER}"}


def call(method, path, status, headers=None, **options):
    answer = requests.request(method, path if path.startswith("http") else f"{API}/{path}", headers=headers or HEADERS, allow_redirects=False, **options)
    assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer


def pages(path, headers=None, **params):
    rows, page = [], call("GET", path, 200, headers, params=params).json()
    while True:
        rows += page["results"]
        if page["next"] is None:
            return rows
        page = call("GET", page["next"], 200, headers).json()


def analysis(command, **more):
    return {"analysis": {"code": "user_included", "version": "0"}, "command": command, "hardware": {"core_type": "granite", "cores_per_slot": "2"}, **more}


def make(*analyses, **more):
    return call("POST", "jobs/", 201, json={"name": "Later clients", "jobanalyses": list(analyses), **more}).json()["id"]


def wait(job, what, row="statuses", seconds=120):
    for _ in range(seconds * 5):
        rows = pages(f"jobs/{job}/{row}/")
        if rows and rows[0]["status"] == what:
            return rows
        time.sleep(0.2)
    raise AssertionError(f"{job} is not {what}: {rows}")


def several_analyses():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("inside/words.txt", "from the archive\n")
    packed = call("PUT", "files/contents/", 201, files={"file": ("inputs.zip", archive.getvalue())}).json()["id"]
    plain = call("POST", "files/contents/", 201, files={"file": ("kept.zip", archive.getvalue())}, data={"type_id": "1"}).json()["id"]
    job = make(
        analysis('echo "$GREETING" > greeting.txt; cat inside/words.txt >> greeting.txt', envVars={"GREETING": "hello"},
                 inputFiles=[{"id": packed}, {"id": plain, "decompress": False}]),
        analysis('cat greeting.txt; ls kept.zip; echo "$RESCALE_JOB_ID $RESCALE_CORES_PER_SLOT"'),
        project_id="default",
    )
    call("POST", f"jobs/{job}/submit/", 200)
    assert wait(job, "Completed")[0]["statusReason"] == "Completed successfully"
    wait(job, "Stopped", "cluster_statuses", 10)
    log = [file for file in pages(f"jobs/{job}/files/", search="OUTPUT") if file["name"] == "process_output.log"][0]
    lines = call("GET", f"files/{log['id']}/lines", 200).json()["lines"]
    assert lines[-3].endswith(f"{job} 2\n") and "Exited with code 0" in lines[-2], lines
    text = "".join(lines)
    assert "hello" in text and "from the archive" in text and "kept.zip" in text and text.count("Exited with code 0") == 2, text
    return job, packed


def failure():
    job = make(analysis("exit 3"))
    call("POST", f"jobs/{job}/submit/", 200)
    rows = wait(job, "Completed")
    assert rows[0]["statusReason"] != "Completed successfully"
    assert [row for row in rows if row["status"] == "Stopping" and row["statusReason"] == "A run failed"], rows
    call("DELETE", f"jobs/{job}/", 204)


def stopping():
    job = make(analysis("echo started; sleep 300"))
    call("POST", f"jobs/{job}/submit/", 200)
    for _ in range(300):
        if [row for row in pages(f"jobs/{job}/statuses/") if row["status"] == "Executing"]:
            break
        time.sleep(0.1)
    assert pages(f"jobs/{job}/instances/")[0]["role"]
    call("DELETE", f"jobs/{job}/", 400)
    call("POST", f"jobs/{job}/stop/", 202)
    wait(job, "Completed")
    assert "process_output.log" in [file["name"] for file in pages(f"jobs/{job}/files/")]
    call("DELETE", f"jobs/{job}/", 204)


def isolation(job, file):
    log = pages(f"jobs/{job}/files/")[0]["id"]
    for method, path in [
        ("GET", f"jobs/{job}/"), ("PATCH", f"jobs/{job}/"), ("DELETE", f"jobs/{job}/"), ("POST", f"jobs/{job}/submit/"), ("POST", f"jobs/{job}/stop/"),
        ("GET", f"jobs/{job}/statuses/"), ("GET", f"jobs/{job}/cluster_statuses/"), ("GET", f"jobs/{job}/files/"), ("GET", f"jobs/{job}/runs/"),
        ("GET", f"jobs/{job}/instances/"), ("GET", f"jobs/{job}/tags/"), ("GET", f"files/{file}/"), ("GET", f"files/{file}/contents/"),
        ("GET", f"files/{file}/lines/"), ("DELETE", f"files/{file}/"), ("PATCH", f"files/{file}/"), ("GET", f"files/{log}/contents/"),
    ]:
        assert call(method, path, 404, STRANGER).json() == {"detail": "Not found."}
    assert job not in [row["id"] for row in pages("jobs/", STRANGER)]
    refused = call("POST", "jobs/", 400, STRANGER, json={"name": "Thief", "jobanalyses": [analysis("cat words", inputFiles=[{"id": file}])]})
    assert "inputFiles" in refused.json()["jobanalyses"][0], refused.text


def sharing(job):
    call("POST", f"jobs/{job}/share/", 400, json={"email": "nobody-here@example.org"})
    call("POST", f"jobs/{job}/share/", 200, json={"email": "bob@localhost", "message": "Look"})
    assert call("GET", f"jobs/{job}/", 200, STRANGER).json()["id"] == job
    assert job in [row["id"] for row in pages("jobs/", STRANGER)]
    log = pages(f"jobs/{job}/files/", STRANGER)[0]["id"]
    assert b"hello" in call("GET", f"files/{log}/contents/", 200, STRANGER).content
    call("DELETE", f"jobs/{job}/", 403, STRANGER)
    call("POST", f"jobs/{job}/tags/", 201, json={"name": "Nice Weather"})
    assert call("GET", f"jobs/{job}/tags/", 200).json() == [{"name": "Nice Weather", "normalizedName": "nice-weather"}]


def projects(job):
    call("POST", f"organizations/local/jobs/{job}/project-assignment/", 400, json={"projectId": "unknown"})
    call("POST", f"organizations/local/jobs/{job}/project-assignment/", 200, json={"projectId": "default"})
    call("PATCH", f"jobs/{job}", 200, json={"project_id": "default", "name": "Renamed"})
    assert call("GET", f"jobs/{job}", 200).json()["name"] == "Renamed"


def budget():
    gold = {"coreType": "gold", "coresPerSlot": 1}
    asked = {"jobanalyses": [{**analysis("sleep 300"), "hardware": {**gold, "walltime": 1}}], "projectId": "small"}
    estimate = call("POST", "billing/estimate/", 200, json=asked).json()
    assert estimate["maximumCost"] == 7200 and not estimate["isAffordable"], estimate
    job = call("POST", "jobs/", 201, json={"name": "Too dear", **asked}).json()["id"]
    assert "22" in call("POST", f"jobs/{job}/submit/", 400).json()["projectId"][0]
    job = make({**analysis("sleep 300"), "hardware": gold}, project_id="small")
    call("POST", f"jobs/{job}/submit/", 200)
    rows = wait(job, "Completed")
    assert [row for row in rows if "budget" in (row["statusReason"] or "").lower()], rows
    project = [row for row in pages("users/me/projects/") if row["id"] == "small"][0]
    assert 1 < project["budget"]["spent"] <= 22 and project["budget"]["reserved"] == 0, project


def main():
    job, file = several_analyses()
    failure()
    stopping()
    isolation(job, file)
    sharing(job)
    projects(job)
    budget()
    found = pages("files/", search="inputs.zip")
    assert [row["dateUploaded"].endswith("Z") for row in found] == [True]
    call("DELETE", f"jobs/{job}?deleteInputFiles=True", 204)
    assert pages("files/", search="inputs.zip") == []
    print("All is well.")


main()
