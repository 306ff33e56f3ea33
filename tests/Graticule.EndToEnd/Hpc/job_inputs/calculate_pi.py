"""Estimates pi from as many terms of Leibniz' series as the file named by the argument says; writes the estimate as text and as bytes."""
import struct
import sys

with open(sys.argv[1], encoding="ascii") as file:
    terms = int(float(file.read()))
total, sign = 0.0, 1.0
for term in range(terms):
    total += sign / (2 * term + 1)
    sign = -sign
with open("pi_estimate.res", "w", encoding="ascii") as file:
    print(4 * total, file=file)
with open("pi_estimate.bin", "wb") as file:
    file.write(struct.pack("<d", 4 * total))
print(f"Estimate of pi after {terms} terms: {4 * total}")
