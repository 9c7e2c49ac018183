// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/diagnosis: the predicates of the rules, what supports them, and what cures them.

#include "core/diagnosis/rules.h"

namespace chatsync::diagnosis {

using Hits = std::vector<Hit>;
using Proof = std::vector<Evidence>;

namespace hits {
Hits wrongKey(const Facts &facts);
Hits wrongSecret(const Facts &facts);
Hits wrongRegion(const Facts &facts);
Hits chatNotEnabled(const Facts &facts);
Hits appSuspended(const Facts &facts);
Hits clockSkew(const Facts &facts);
Hits rateLimited(const Facts &facts);
Hits streamUnreachable(const Facts &facts);
Hits noMessagingType(const Facts &facts);
Hits databaseUnreachable(const Facts &facts);

Hits invalidId(const Facts &facts);
Hits notInDatabase(const Facts &facts);
Hits inBothTables(const Facts &facts);
Hits softDeleted(const Facts &facts);
Hits hardDeleted(const Facts &facts);
Hits deactivated(const Facts &facts);
Hits companyAsUser(const Facts &facts);
Hits userAsCompany(const Facts &facts);
Hits wrongIdentitySent(const Facts &facts);
Hits duplicateName(const Facts &facts);
Hits oversizedData(const Facts &facts);
Hits neverSynced(const Facts &facts);
Hits bothIdentities(const Facts &facts);
Hits banned(const Facts &facts);
Hits shadowBanned(const Facts &facts);
Hits wrongRole(const Facts &facts);
Hits teamMismatch(const Facts &facts);
Hits companyNotApproved(const Facts &facts);
Hits nameDiffers(const Facts &facts);
Hits imageDiffers(const Facts &facts);
Hits newlyApproved(const Facts &facts);

Hits channelDeleted(const Facts &facts);
Hits channelMissing(const Facts &facts);
Hits channelDisabled(const Facts &facts);
Hits channelFrozen(const Facts &facts);
Hits memberMissing(const Facts &facts);
Hits bannedInChannel(const Facts &facts);
Hits unexpectedMember(const Facts &facts);

Hits recipeStruck(const Facts &facts);
Hits none(const Facts &facts);
} // namespace hits

namespace proof {
Proof environment(const Facts &facts, const Hit &hit); ///< What StreamChat said
Proof app(const Facts &facts, const Hit &hit);
Proof clock(const Facts &facts, const Hit &hit);
Proof database(const Facts &facts, const Hit &hit);
Proof identity(const Facts &facts, const Hit &hit); ///< Row, both sides in StreamChat, what runs told
Proof state(const Facts &facts, const Hit &hit);    ///< Row and the expected side
Proof namesakes(const Facts &facts, const Hit &hit);
Proof channel(const Facts &facts, const Hit &hit);
Proof recipe(const Facts &facts, const Hit &hit);
Proof healthy(const Facts &facts, const Hit &hit);
} // namespace proof

namespace cure {
Remedy none(const Facts &facts, const Hit &hit); ///< The text comes from the rule's `cure`
Remedy createUser(const Facts &facts, const Hit &hit);
Remedy setRole(const Facts &facts, const Hit &hit);
Remedy setName(const Facts &facts, const Hit &hit);
Remedy setImage(const Facts &facts, const Hit &hit);
Remedy reactivate(const Facts &facts, const Hit &hit);
Remedy restore(const Facts &facts, const Hit &hit);
Remedy addMember(const Facts &facts, const Hit &hit);
Remedy createChannel(const Facts &facts, const Hit &hit);
} // namespace cure

/// The name of a person, with a part of the id where two of the people are called the same.
QString nameIn(const Facts &facts, const PersonFacts &person);

/// How a channel is called in a sentence.
QString nameOf(const ChannelFacts &channel);

/// Whether all of the people are to be in the channel and no other channel of theirs works: with more than
/// one person, what is wrong with it keeps them from chatting.
bool isDecisive(const Facts &facts, const ChannelFacts &channel);

/// Replaces %1 … %9 in one go, so that a name with a percent sign stays what it is.
QString filled(const QString &text, const QStringList &arguments);

} // namespace chatsync::diagnosis
