// SPDX-License-Identifier: MIT
'use strict';
// The backend's flow as it is documented, with the official client: eight steps, to the letter.

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const missing = (error) => /not found|Missing|doesn't exist/.test(error.message);

function answerTo(error) {
  if (!/Missing|doesn't exist/.test(error.message)) return { success: false, error: error.message };
  const id = (error.message.match(/onecrew_[^.\s]+/) || ['user'])[0];
  return {
    success: false,
    error: `Failed to add all members to channel. Missing: ${id}. This usually means these users don't exist in StreamChat yet.`,
  };
}

/** `preset`: documented or unsynced; `people`: upsert objects, the initiator last. */
async function converse(client, { preset, id, people, name, sendCreator }) {
  const members = people.map((person) => person.id);
  const initiator = people[people.length - 1];
  const log = [];
  const upsert = async () => client.upsertUsers(preset === 'unsynced' ? [initiator] : people);
  const create = async () => {
    const data = { name: name || `Conversation ${id}`, members };
    if (sendCreator) data.created_by_id = initiator.id;
    const channel = client.channel('messaging', `onecrew_${id}`, data);
    await channel.create();
    return channel;
  };
  try {
    try {
      await upsert();
      log.push('upserted');
    } catch (error) {
      log.push(`upsert failed: ${error.message}`);
    }
    if (preset !== 'unsynced') await pause(1000);
    let channel;
    try {
      channel = await create();
    } catch (error) {
      if (preset === 'unsynced' && /don't exist/.test(error.message)) {
        const ids = error.message.match(/\[([^\]]*)\]/)[1];
        throw new Error(`Failed to add all members to channel. Missing: ${ids}. This usually means these users don't exist in StreamChat yet.`);
      }
      if (preset === 'unsynced' || !missing(error)) throw error;
      log.push('retry');
      await pause(2000);
      await upsert();
      channel = await create();
    }
    log.push('created');
    const state = await channel.query({ members: { limit: 100 } });
    const present = state.members.map((member) => member.user_id || member.user.id);
    const absent = members.filter((member) => !present.includes(member));
    if (absent.length > 0) {
      await channel.addMembers(absent);
      log.push(`added ${absent.join(',')}`);
    }
    return { success: true, log };
  } catch (error) {
    return { ...answerTo(error), log };
  }
}

module.exports = { converse };
