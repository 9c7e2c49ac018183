// SPDX-License-Identifier: MIT
'use strict';
// Starts a sandbox process and talks to its control paths.

const { spawn } = require('node:child_process');
const readline = require('node:readline');

class Sandbox {
  /** Resolves when the process has said where it listens: one line of JSON. */
  static async start(command) {
    const child = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise((resolve, reject) => {
      readline.createInterface({ input: child.stdout }).once('line', resolve);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${command[0]} ended with ${code} before it listened`)));
    });
    return new Sandbox(child, JSON.parse(line));
  }

  constructor(child, { url, key, secret }) {
    Object.assign(this, { child, url, key, secret });
  }

  async control(method, path, token, body) {
    const reply = await fetch(`${this.url}/__sandbox/${path}?api_key=${this.key}`, {
      method,
      headers: { Authorization: token, 'stream-auth-type': 'jwt' },
      body: body && JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  }

  stop() {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null) return resolve();
      this.child.removeAllListeners('exit');
      this.child.once('exit', resolve);
      this.child.stdin.end();
      this.child.kill('SIGTERM');
    });
  }
}

module.exports = { Sandbox };
