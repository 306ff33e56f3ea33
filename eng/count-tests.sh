#!/usr/bin/env bash
# eng/count-tests.sh: names the tests of the last ./test that failed, with what they said first, and adds up the results as
# 'N passed, N failed[, N skipped]'. False where a test failed or none ran.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

passed=0 failed=0 skipped=0
for file in artifacts/test-results/*.trx; do
  [ -e "$file" ] || continue
  outcomes=$(grep -o '<UnitTestResult [^>]*' "$file" | grep -o ' outcome="[A-Za-z]*"' || true)
  passed=$((passed + $(grep -c '"Passed"' <<<"$outcomes" || true)))
  skipped=$((skipped + $(grep -c '"NotExecuted"' <<<"$outcomes" || true)))
  failed=$((failed + $(grep -c -v -e '"Passed"' -e '"NotExecuted"' -e '^$' <<<"$outcomes" || true)))
  # A failed result goes on over several lines: its name, then its message and where it was thrown.
  awk '/<UnitTestResult / { show = 0 } /<UnitTestResult .*outcome="Failed"/ { show = 12; match($0, /testName="[^"]*"/); print "FAILED: " substr($0, RSTART + 10, RLENGTH - 11) }
    show > 0 && /<Message>|<StackTrace>|^ +at / { show--; print "  " $0 }' "$file"
done

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
