// SPDX-License-Identifier: MIT
#include "core/diagnosis/backendcodes.h"

#include <QCoreApplication>

namespace chatsync::diagnosis {

namespace {

constexpr BackendCode codes[] = {
    {"backend_success_without_members",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The backend reports success, and somebody is missing from the channel."),
     QT_TRANSLATE_NOOP("Dictionary", "Have the backend read the members back and add whoever is absent (step "
                                     "7 of the flow), or add them by a repair."),
     false},
    {"backend_success_without_channel",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The backend reports success, and there is no such channel in StreamChat."),
     QT_TRANSLATE_NOOP(
         "Dictionary",
         "Check that backend and console work on the same StreamChat app, then look into the backend's log."),
     false},
    {"backend_success_without_row",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The backend reports success, and the conversation is not in the database."),
     QT_TRANSLATE_NOOP("Dictionary", "Check that backend and console work on the same database."), false},
    {"backend_success_unverified",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The backend reports success, and StreamChat could not be asked whether it is true."),
     QT_TRANSLATE_NOOP("Dictionary", "Make StreamChat reachable from here, then look the conversation up."),
     true},
    {"backend_failure_but_works",
     QT_TRANSLATE_NOOP("Dictionary", "The backend reports a failure, and the conversation works. Whoever "
                                     "waits for the answer sees an error and may create it a second time."),
     QT_TRANSLATE_NOOP("Dictionary",
                       "Look into the backend's log for what failed after the channel was made."),
     false},
    {"backend_refused",
     QT_TRANSLATE_NOOP("Dictionary", "The backend could not create the conversation, and says why."),
     QT_TRANSLATE_NOOP("Dictionary",
                       "Look at the reason: where it holds StreamChat's words, they are explained."),
     false},
    {"backend_failure_as_success",
     QT_TRANSLATE_NOOP("Dictionary", "The backend tells its failure with an HTTP status of success."),
     QT_TRANSLATE_NOOP("Dictionary", "Answer failures with HTTP 500, as the flow lays down: whoever looks at "
                                     "the status alone takes it for a success."),
     false},
    {"backend_answer_incomplete",
     QT_TRANSLATE_NOOP("Dictionary", "Fields are missing from the backend's answer."),
     QT_TRANSLATE_NOOP("Dictionary",
                       "Answer with id, conversation_type, participant_ids, name and created_at."),
     false},
    {"backend_token_expired_here",
     QT_TRANSLATE_NOOP("Dictionary", "By this machine's clock the token has expired."),
     QT_TRANSLATE_NOOP("Dictionary", "Sign in anew and keep the new token, or set the clock right."), false},
    {"backend_read_only",
     QT_TRANSLATE_NOOP("Dictionary", "The environment's write policy kept the request back."),
     QT_TRANSLATE_NOOP("Dictionary", "Work in an environment where writing is allowed."), false},
    {"backend_name_not_resolved",
     QT_TRANSLATE_NOOP("Dictionary", "The name of the backend's host is not known to the DNS."),
     QT_TRANSLATE_NOOP("Dictionary", "Check the address, the network and the VPN."), true},
    {"backend_connection_refused",
     QT_TRANSLATE_NOOP("Dictionary", "Nothing listens at the backend's address."),
     QT_TRANSLATE_NOOP("Dictionary", "Start the backend, or check address and port."), true},
    {"backend_unreachable", QT_TRANSLATE_NOOP("Dictionary", "The backend could not be reached."),
     QT_TRANSLATE_NOOP("Dictionary", "Check the network, the VPN and the proxy."), true},
    {"backend_tls_untrusted", QT_TRANSLATE_NOOP("Dictionary", "The backend's certificate is not trusted."),
     QT_TRANSLATE_NOOP("Dictionary", "Check the certificate and who issued it; it is never ignored."), false},
    {"backend_not_http",
     QT_TRANSLATE_NOOP("Dictionary", "Something that does not speak HTTP answers at the backend's address."),
     QT_TRANSLATE_NOOP("Dictionary", "Check scheme and port of the address."), false},
    {"backend_timed_out",
     QT_TRANSLATE_NOOP(
         "Dictionary",
         "The backend did not answer in time. It may have created the conversation all the same."),
     QT_TRANSLATE_NOOP(
         "Dictionary",
         "Look the conversation up before you create it again; see how long the backend takes in its log."),
     true},
    {"backend_cut_off",
     QT_TRANSLATE_NOOP("Dictionary", "The connection broke off in the middle of the backend's answer."),
     QT_TRANSLATE_NOOP("Dictionary", "Look the conversation up before you create it again."), true},
    {"backend_cancelled",
     QT_TRANSLATE_NOOP("Dictionary", "The request was stopped from here. The backend may work on."),
     QT_TRANSLATE_NOOP("Dictionary", "Look the conversation up."), false},
    {"backend_redirects",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The address leads elsewhere. It is not followed, for the token would go along."),
     QT_TRANSLATE_NOOP("Dictionary", "Give the address it leads to."), false},
    {"backend_html",
     QT_TRANSLATE_NOOP(
         "Dictionary",
         "A page of HTML came instead of an answer: a proxy, a login page, or another address."),
     QT_TRANSLATE_NOOP("Dictionary", "Check the address; open it in a browser."), false},
    {"backend_not_json", QT_TRANSLATE_NOOP("Dictionary", "The answer is no JSON."),
     QT_TRANSLATE_NOOP("Dictionary", "Check the address and the backend's log."), false},
    {"backend_unavailable",
     QT_TRANSLATE_NOOP("Dictionary", "A proxy in front of the backend does not reach it."),
     QT_TRANSLATE_NOOP("Dictionary", "Start the backend, then try again."), true},
    {"backend_crashed", QT_TRANSLATE_NOOP("Dictionary", "The backend failed without an answer of its own."),
     QT_TRANSLATE_NOOP("Dictionary", "Look into the backend's log for the error."), false},
    {"backend_wrong_address",
     QT_TRANSLATE_NOOP("Dictionary", "There is nothing at this path of the backend."),
     QT_TRANSLATE_NOOP("Dictionary", "Give the whole address of the request, with its path."), false},
    {"backend_wrong_schema",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The answer is JSON of another form: it does not say whether it succeeded."),
     QT_TRANSLATE_NOOP("Dictionary", "Check the address and the backend's version."), false},
    {"backend_broken_success",
     QT_TRANSLATE_NOOP("Dictionary",
                       "The backend reports success with a status of failure, or without an id."),
     QT_TRANSLATE_NOOP("Dictionary", "Have the backend answer as the flow lays down."), false},
    {"backend_rate_limited",
     QT_TRANSLATE_NOOP("Dictionary", "The backend takes no more requests for a while."),
     QT_TRANSLATE_NOOP("Dictionary", "Wait, then go on with fewer at a time."), true},
    {"backend_unauthorized", QT_TRANSLATE_NOOP("Dictionary", "The backend does not accept the token."),
     QT_TRANSLATE_NOOP("Dictionary", "Keep the right token or secret for this environment and initiator."),
     false},
    {"backend_token_expired", QT_TRANSLATE_NOOP("Dictionary", "The token has expired."),
     QT_TRANSLATE_NOOP("Dictionary", "Sign in anew and keep the new token."), false},
};

} // namespace

std::span<const BackendCode> backendCodes()
{
    return codes;
}

} // namespace chatsync::diagnosis
