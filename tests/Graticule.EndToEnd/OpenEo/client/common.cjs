// What the scripts of all versions of the client share. The collection S2 has two days: red 20 and 30, near infrared 60 and 50, in every
// pixel; so the vegetation index is 0.5 and 0.25, and its smallest value in time 0.25.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const smallest = 0.25;

const box = { west: 660000, south: 5170000, east: 660160, north: 5170160 };

const read = async (stream) => {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
};

/** All numbers within a value of JSON that are no labels of dimensions. */
const numbers = (value) => {
  if (typeof value === 'number') {
    return [value];
  }
  if (Array.isArray(value)) {
    return value.flatMap(numbers);
  }
  return value && typeof value === 'object' ? numbers(value.data ?? []) : [];
};

/** That a result written as JSON has the same number in all its pixels. */
const holds = (text, number, count = 256) => {
  const found = numbers(JSON.parse(text));
  assert.equal(found.length, count, text.slice(0, 300));
  for (const one of found) {
    assert.ok(Math.abs(one - number) < 1e-6, `${one} is not ${number}`);
  }
};

/** Asks until the status is a last one. */
const ended = async (ask) => {
  for (let tries = 0; tries < 300; tries++) {
    const status = await ask();
    if (['finished', 'error', 'canceled'].includes(status)) {
      return status;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The job does not end.');
};

const inFolder = async (work) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'graticule-js-'));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};

/** Runs the step that the command line names: node steps-VERSION.cjs ADDRESS STEP */
const run = (steps) => {
  const [address, step] = process.argv.slice(2);
  steps[step](address).then((told) => console.log(told ?? 'done'), (error) => {
    const body = error?.response?.data;
    console.error(error?.stack ?? error, typeof body?.message === 'string' ? body.message : '');
    process.exit(1);
  });
};

module.exports = { assert, box, ended, fs, holds, inFolder, path, read, run, smallest };
