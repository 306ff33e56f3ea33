#!/usr/bin/env bash
# eng/count-tests.sh: adds up the results of the last ./test as 'N passed, N failed[, N skipped]'. False where a test failed or none ran.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

passed=0 failed=0 skipped=0
for file in artifacts/test-results/*.trx; do
  [ -e "$file" ] || continue
  outcomes=$(grep -o '<UnitTestResult [^>]*' "$file" | grep -o ' outcome="[A-Za-z]*"' || true)
  passed=$((passed + $(grep -c '"Passed"' <<<"$outcomes" || true)))
  skipped=$((skipped + $(grep -c '"NotExecuted"' <<<"$outcomes" || true)))
  failed=$((failed + $(grep -c -v -e '"Passed"' -e '"NotExecuted"' -e '^$' <<<"$outcomes" || true)))
done

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
