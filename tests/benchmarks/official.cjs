// SPDX-License-Identifier: MIT
'use strict';
// node official.cjs NODE_MODULES URL KEY
//
// The documented flow with the official client. The first line of input is the secret; each further one is the id of a
// conversation, answered with the milliseconds it took.

const { createRequire } = require('node:module');
const path = require('node:path');
const readline = require('node:readline');

const { converse } = require('../conformance/flow.cjs');

const [modules, url, key] = process.argv.slice(2);
const { StreamChat } = createRequire(path.resolve(modules, '..', 'anchor.cjs'))('stream-chat');

const people = [
  { id: 'onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352', name: 'Amira Haddad', image: null, role: 'user' },
  { id: 'onecrew_company_4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4', name: 'Sat Education', image: null, role: 'admin' },
];

async function main() {
  let client;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (!client) {
      client = new StreamChat(key, line, { baseURL: url });
      continue;
    }
    const begin = performance.now();
    const answer = await converse(client, { preset: 'documented', id: line, people, sendCreator: true, waitMs: 0 });
    const took = performance.now() - begin;
    if (!answer.success) throw new Error(answer.error);
    console.log(took.toFixed(3));
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
