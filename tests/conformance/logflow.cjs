// SPDX-License-Identifier: MIT
'use strict';
// What OneCrew's backend prints: the documented flow with the official client, and its lines by Node's own console.
// node logflow.cjs NODE_MODULES FOLDER COMMAND…: performs every scenario below against the sandbox that COMMAND serves,
// writes FOLDER/<scenario>.log as Node printed it, and FOLDER/manifest.json with what really happened in each.

const { Console } = require('node:console');
const crypto = require('node:crypto');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { Writable } = require('node:stream');
const { Sandbox } = require('./sandbox.cjs');

const [modules, folder, ...command] = process.argv.slice(2);
const { StreamChat } = createRequire(path.join(path.resolve(modules), 'of-the-client.cjs'))('stream-chat');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const documentedTest = (error) => /not found|Missing|doesn't exist/.test(error.message);
const correctedTest = (error) => documentedTest(error) || /don't exist/.test(error.message);

/** A console whose writes are one after the other in one file, as those of a process whose output is a file. */
function consoleInto(file) {
  const descriptor = fs.openSync(file, 'w');
  const stream = new Writable({
    write(chunk, encoding, done) {
      fs.writeSync(descriptor, chunk);
      done();
    },
  });
  return new Console({ stdout: stream, stderr: stream });
}

/**
 * One conversation to the letter of the documented flow, told on `log`. `people`: {id, kind, unknown, unreadable}, the
 * initiator last. Gives what really happened.
 */
async function converse(client, log, options) {
  const { people, upsertOnly, retry = documentedTest, sendCreator = true, waitMs = 20, retryWaitMs = 40, query } = options;
  const id = options.id || crypto.randomUUID();
  const truth = { id, verdict: 'works', members: [], missing: [], retried: false, upsertFailed: false };
  const tag = '[createConversation]';
  try {
    log.log(`🔄 ${tag} Syncing all participants to StreamChat...`, {
      allParticipantIds: people.map((person) => person.id),
      conversationId: id,
    });
    const users = people.map((person) => {
      if (person.unreadable) log.error(`❌ ${tag} Error fetching user ${person.id}:`, new Error('connect ECONNREFUSED 127.0.0.1:5432'));
      else if (person.unknown) log.warn(`⚠️ ${tag} User/Company not found in DB: ${person.id}`);
      const kind = person.unknown || person.unreadable ? 'user' : person.kind;
      return { id: `onecrew_${kind}_${person.id}`, name: 'User', image: null, role: kind === 'company' ? 'admin' : 'user' };
    });
    const members = users.map((user) => user.id);
    const sent = upsertOnly ? users.slice(-upsertOnly) : users;
    truth.members = members;
    log.log(`🔄 ${tag} Upserting users to StreamChat...`, { count: sent.length, userIds: sent.map((user) => user.id) });
    try {
      await client.upsertUsers(sent);
      log.log(`✅ ${tag} All users upserted successfully:`, sent.map((user) => user.id));
    } catch (error) {
      truth.upsertFailed = true;
      log.error(`❌ ${tag} Error upserting users:`, error);
    }
    await pause(waitMs);
    log.log(`🔍 ${tag} Creating channel with members:`, members);
    const create = async () => {
      const data = { name: `Conversation ${id}`, members };
      if (sendCreator) data.created_by_id = members[members.length - 1];
      const made = client.channel('messaging', `onecrew_${id}`, data);
      await made.create();
      return made;
    };
    let channel;
    try {
      channel = await create();
      log.log(`✅ ${tag} Channel created successfully with members:`, members);
    } catch (error) {
      if (!retry(error)) throw error;
      truth.retried = true;
      log.log(`🔄 ${tag} Channel creation failed, retrying after re-sync...`, { error: error.message });
      await pause(retryWaitMs);
      try {
        await client.upsertUsers(users);
        log.log(`✅ ${tag} Users re-upserted`);
      } catch (again) {
        log.error(`❌ ${tag} Error re-upserting users:`, again);
      }
      try {
        channel = await create();
        log.log(`✅ ${tag} Channel created after retry`);
      } catch (again) {
        log.error(`❌ ${tag} Channel creation failed after retry:`, again);
        throw new Error(`Failed to create channel after retry: ${again.message}`);
      }
    }
    if (query) await query();
    try {
      const state = await channel.query({ members: { limit: 100 } });
      const present = state.members.map((member) => member.user_id || member.user.id);
      log.log(`🔍 ${tag} Channel members after creation:`, present);
      truth.missing = members.filter((member) => !present.includes(member));
      if (truth.missing.length > 0) {
        log.warn(`⚠️ ${tag} Some members missing from channel:`, truth.missing);
        try {
          await channel.addMembers(truth.missing);
          log.log(`✅ ${tag} Missing members added`);
          truth.verdict = 'recovered';
        } catch (error) {
          log.error(`❌ ${tag} Failed to add missing members:`, error);
          truth.verdict = 'incomplete';
        }
      }
    } catch (error) {
      log.warn(`⚠️ ${tag} Could not verify channel members:`, error);
      truth.verdict = 'unclear';
    }
    if (truth.verdict === 'works' && truth.retried) truth.verdict = 'recovered';
    if (truth.upsertFailed && ['works', 'recovered'].includes(truth.verdict)) truth.verdict = 'deviates';
  } catch (error) {
    log.error(`❌ ${tag} Error:`, error);
    truth.verdict = 'failed';
    truth.error = error.message;
  }
  return truth;
}

const someone = (kind = 'user', more = {}) => ({ id: crypto.randomUUID(), kind, ...more });
const pair = () => [someone(), someone('company')];
const crowd = (count) => [...Array.from({ length: count - 1 }, () => someone()), someone('company')];

/** name → {faults, run}: `run` gets {client, log, faults} and gives the truths of its conversations. */
const scenarios = {
  works: { run: async (it) => [await it.converse({ people: pair() })] },
  'works-ten': { run: async (it) => [await it.converse({ people: crowd(10) })] },
  'works-hundred': { run: async (it) => [await it.converse({ people: crowd(100) })] },
  'too-many': { run: async (it) => [await it.converse({ people: crowd(130) })] },
  'no-creator': { run: async (it) => [await it.converse({ people: pair(), sendCreator: false })] },
  unsynced: { run: async (it) => [await it.converse({ people: pair(), upsertOnly: 1 })] },
  'not-visible': {
    faults: ['visibility-delay=60000'],
    run: async (it) => [await it.converse({ people: pair() })],
  },
  retried: {
    faults: ['visibility-delay=300'],
    run: async (it) => [await it.converse({ people: pair(), retry: correctedTest, retryWaitMs: 1200 })],
  },
  'retry-failed': {
    faults: ['visibility-delay=60000'],
    run: async (it) => [await it.converse({ people: pair(), retry: correctedTest })],
  },
  'upsert-failed': {
    faults: ['server-errors=1'],
    run: async (it) => [await it.converse({ people: pair() })],
  },
  'upsert-failed-known': {
    run: async (it) => {
      const people = pair();
      const first = await it.converse({ people });
      await it.faults('server-errors=1');
      return [first, await it.converse({ people })];
    },
  },
  'upsert-reset': {
    faults: ['reset=UpdateUsers,1'],
    run: async (it) => [await it.converse({ people: pair() })],
  },
  'member-added': {
    faults: ['member-dropped=1'],
    run: async (it) => [await it.converse({ people: pair() })],
  },
  'member-not-added': {
    faults: ['member-dropped=1'],
    run: async (it) => [
      await it.converse({ people: pair(), query: () => it.faults('fail=UpdateChannel,1,500,-1') }),
    ],
  },
  unread: {
    run: async (it) => [
      await it.converse({ people: pair(), query: () => it.faults('fail=GetOrCreateChannel,1,500,-1') }),
    ],
  },
  'not-in-database': {
    run: async (it) => [await it.converse({ people: [someone('user', { unknown: true }), someone('user', { unreadable: true }), someone('company')] })],
  },
  'wrong-secret': {
    faults: ['wrong-secret'],
    run: async (it) => [await it.converse({ people: pair() })],
  },
  'html-answer': {
    faults: ['html=GetOrCreateChannel,1,502'],
    run: async (it) => [await it.converse({ people: pair() })],
  },
  twenty: {
    run: async (it) => {
      const all = Array.from({ length: 20 }, (none, i) =>
        it.converse({
          people: i % 5 === 4 ? crowd(12) : pair(),
          upsertOnly: i % 7 === 3 ? 1 : undefined,
          sendCreator: i % 6 !== 5,
          waitMs: 10 + ((i * 37) % 60),
        }));
      return Promise.all(all);
    },
  },
};

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const sandbox = await Sandbox.start(command);
  const manifest = [];
  try {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ server: true })}`;
    const token = `${head}.${crypto.createHmac('sha256', sandbox.secret).update(head).digest('base64url')}`;
    const faults = (...list) =>
      sandbox.control('PUT', 'faults', token, { faults: list });
    for (const [name, scenario] of Object.entries(scenarios)) {
      const client = new StreamChat(sandbox.key, sandbox.secret, { baseURL: sandbox.url });
      const log = consoleInto(path.join(folder, `${name}.log`));
      await faults(...(scenario.faults || []));
      const conversations = await scenario.run({ faults, converse: (options) => converse(client, log, options) });
      await faults();
      manifest.push({ name, conversations });
    }
    fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ token, secret: sandbox.secret, scenarios: manifest }, null, 1));
  } finally {
    await sandbox.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
