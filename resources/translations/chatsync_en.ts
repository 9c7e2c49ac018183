<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Backend</name>
    <message numerus="yes">
        <source>%n participant(s) found.</source>
        <translation>
            <numerusform>%n participant found.</numerusform>
            <numerusform>%n participants found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backend reports success, but %n member(s) are missing from the channel: %1.</source>
        <translation>
            <numerusform>The backend reports success, but %n member is missing from the channel: %1.</numerusform>
            <numerusform>The backend reports success, but %n members are missing from the channel: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n member(s) are in it.</source>
        <translation>
            <numerusform>Its one member is in it.</numerusform>
            <numerusform>All %n members are in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackendLog</name>
    <message numerus="yes">
        <source>The conversation works: all %n member(s) are there.</source>
        <translation>
            <numerusform>The conversation works: the %n member is there.</numerusform>
            <numerusform>The conversation works: all %n members are there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>once</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text was saved in a wrong encoding (UTF-8 read as Windows-1252 or 1254, or Windows-1252 itself); it was repaired in %n line(s).</source>
        <translation>
            <numerusform>The text was saved in a wrong encoding (UTF-8 read as Windows-1252 or 1254, or Windows-1252 itself); it was repaired in %n line.</numerusform>
            <numerusform>The text was saved in a wrong encoding (UTF-8 read as Windows-1252 or 1254, or Windows-1252 itself); it was repaired in %n lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) upserted.</source>
        <translation>
            <numerusform>%n user upserted.</numerusform>
            <numerusform>%n users upserted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n absent member(s).</source>
        <translation>
            <numerusform>Add %n absent member.</numerusform>
            <numerusform>Add %n absent members.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) to be synced.</source>
        <translation>
            <numerusform>%n participant to be synced.</numerusform>
            <numerusform>%n participants to be synced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n member(s) are there.</source>
        <translation>
            <numerusform>The %n member is there.</numerusform>
            <numerusform>All %n members are there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message numerus="yes">
        <source>%n object(s) removed, and read back.</source>
        <translation>
            <numerusform>%n object removed, and read back.</numerusform>
            <numerusform>%n objects removed, and read back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) left, for they are not proven to be the console&apos;s.</source>
        <translation>
            <numerusform>%n object left, for it is not proven to be the console&apos;s.</numerusform>
            <numerusform>%n objects left, for they are not proven to be the console&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) still there: “chat-sync cleanup” removes them.</source>
        <translation>
            <numerusform>%n object still there: “chat-sync cleanup” removes it.</numerusform>
            <numerusform>%n objects still there: “chat-sync cleanup” removes them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n company(ies), %1 of them approved</source>
        <translation>
            <numerusform>%n company, %1 of them approved</numerusform>
            <numerusform>%n companies, %1 of them approved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n company(ies) by name.</source>
        <translation>
            <numerusform>%n company by name.</numerusform>
            <numerusform>%n companies by name.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n company(ies) cannot start every chat.</source>
        <translation>
            <numerusform>%1 of %n company cannot start every chat.</numerusform>
            <numerusform>%1 of %n companies cannot start every chat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newly approved</source>
        <translation>
            <numerusform>%n newly approved</numerusform>
            <numerusform>%n newly approved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n approved companies, %1 among them.</source>
        <translation>
            <numerusform>The only approved company, %1 among them.</numerusform>
            <numerusform>All %n approved companies, %1 among them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A sample of %1 of %n approved companies: %2 first, the others spread by a hash of their ids.</source>
        <translation>
            <numerusform>A sample of %1 of %n approved company: %2 first, the others spread by a hash of their ids.</numerusform>
            <numerusform>A sample of %1 of %n approved companies: %2 first, the others spread by a hash of their ids.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) missing from StreamChat: </source>
        <translation>
            <numerusform>%n participant missing from StreamChat: </numerusform>
            <numerusform>%n participants missing from StreamChat: </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) with a wrong role.</source>
        <translation>
            <numerusform>%n participant with a wrong role.</numerusform>
            <numerusform>%n participants with a wrong role.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s), each with the correct role.</source>
        <translation>
            <numerusform>%n participant, with the correct role.</numerusform>
            <numerusform>%n participants, each with the correct role.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>StreamChat has all %n participant(s).</source>
        <translation>
            <numerusform>StreamChat has the only participant.</numerusform>
            <numerusform>StreamChat has all %n participants.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The log of %n conversation(s) was read.</source>
        <translation>
            <numerusform>The log of %n conversation was read.</numerusform>
            <numerusform>The logs of %n conversations were read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) to create the channel.</source>
        <translation>
            <numerusform>%n attempt to create the channel.</numerusform>
            <numerusform>%n attempts to create the channel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>about %n second</numerusform>
            <numerusform>about %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) failed of %1</source>
        <translation>
            <numerusform>%n check failed of %1</numerusform>
            <numerusform>%n checks failed of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) only passed at the second attempt</source>
        <translation>
            <numerusform>%n check only passed at the second attempt</numerusform>
            <numerusform>%n checks only passed at the second attempt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) still open, the others passed</source>
        <translation>
            <numerusform>%n check still open, the others passed</numerusform>
            <numerusform>%n checks still open, the others passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n check(s) passed</source>
        <translation>
            <numerusform>The check passed</numerusform>
            <numerusform>All %n checks passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n company(ies) can start every chat</source>
        <translation>
            <numerusform>%n company can start every chat</numerusform>
            <numerusform>%n companies can start every chat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 companies cannot start every chat</source>
        <translation>
            <numerusform>%n of %1 companies cannot start every chat</numerusform>
            <numerusform>%n of %1 companies cannot start every chat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more conversation(s): see the evidence.</source>
        <translation>
            <numerusform>%n more conversation: see the evidence.</numerusform>
            <numerusform>%n more conversations: see the evidence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChecklistCommand</name>
    <message numerus="yes">
        <source>There is an unfinished sweep of %n company(ies).</source>
        <translation>
            <numerusform>There is an unfinished sweep of %n company.</numerusform>
            <numerusform>There is an unfinished sweep of %n companies.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChecklistLog</name>
    <message numerus="yes">
        <source>%n company(ies): %1.</source>
        <translation>
            <numerusform>%n company: %1.</numerusform>
            <numerusform>%n companies: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CleanUp</name>
    <message numerus="yes">
        <source>Clean up %n object(s) of earlier test conversations.</source>
        <translation>
            <numerusform>Clean up %n object of earlier test conversations.</numerusform>
            <numerusform>Clean up %n objects of earlier test conversations.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) would be deleted.</source>
        <translation>
            <numerusform>%n object would be deleted.</numerusform>
            <numerusform>%n objects would be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) removed.</source>
        <translation>
            <numerusform>%n object removed.</numerusform>
            <numerusform>%n objects removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) left as they are: not the console&apos;s, or not proven to be.</source>
        <translation>
            <numerusform>%n object left as it is: not the console&apos;s, or not proven to be.</numerusform>
            <numerusform>%n objects left as they are: not the console&apos;s, or not proven to be.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) are still there.</source>
        <translation>
            <numerusform>%n object is still there.</numerusform>
            <numerusform>%n objects are still there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectionTest</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message numerus="yes">
        <source>StreamChat: %1 exists, %n member(s)</source>
        <translation>
            <numerusform>StreamChat: %1 exists, %n member</numerusform>
            <numerusform>StreamChat: %1 exists, %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Database: conversation with %n participant(s)</source>
        <translation>
            <numerusform>Database: conversation with %n participant</numerusform>
            <numerusform>Database: conversation with %n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>users and companies, %n row(s)</source>
        <translation>
            <numerusform>users and companies, %n row</numerusform>
            <numerusform>users and companies, %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Flow</name>
    <message numerus="yes">
        <source>%n participant(s) synced.</source>
        <translation>
            <numerusform>%n participant synced.</numerusform>
            <numerusform>%n participants synced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) found.</source>
        <translation>
            <numerusform>%n participant found.</numerusform>
            <numerusform>%n participants found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n user(s) it is not known whether they were written.</source>
        <translation>
            <numerusform>Of %n user it is not known whether it was written.</numerusform>
            <numerusform>Of %n users it is not known whether they were written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) upserted.</source>
        <translation>
            <numerusform>%n user upserted.</numerusform>
            <numerusform>%n users upserted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n absent member(s).</source>
        <translation>
            <numerusform>Add %n absent member.</numerusform>
            <numerusform>Add %n absent members.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n member(s) are there.</source>
        <translation>
            <numerusform>The only member is there.</numerusform>
            <numerusform>All %n members are there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>StreamChat left %n member(s) out of the channel: </source>
        <translation>
            <numerusform>StreamChat left one member out of the channel: </numerusform>
            <numerusform>StreamChat left %n members out of the channel: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogCheck</name>
    <message numerus="yes">
        <source>%n more conversation(s) were not asked about.</source>
        <translation>
            <numerusform>%n more conversation was not asked about.</numerusform>
            <numerusform>%n more conversations were not asked about.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogCommand</name>
    <message numerus="yes">
        <source>%n conversation(s): </source>
        <translation>
            <numerusform>%n conversation: </numerusform>
            <numerusform>%n conversations: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookUp</name>
    <message numerus="yes">
        <source>Yes, with %n risk(s)</source>
        <translation>
            <numerusform>Yes, with %n risk</numerusform>
            <numerusform>Yes, with %n risks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No: %n finding(s) block(s)</source>
        <translation>
            <numerusform>No: %n finding blocks</numerusform>
            <numerusform>No: %n findings block</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A full upsert would lose %n field(s)</source>
        <translation>
            <numerusform>A full upsert would lose %n field</numerusform>
            <numerusform>A full upsert would lose %n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Repair %n participant(s)...</source>
        <translation>
            <numerusform>Repair %n participant...</numerusform>
            <numerusform>Repair %n participants...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lookup</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cause(s) checked.</source>
        <translation>
            <numerusform>%n cause checked.</numerusform>
            <numerusform>%n causes checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message numerus="yes">
        <source>Makes up to %n attempt(s) to create the channel.</source>
        <translation>
            <numerusform>Makes up to %n attempt to create the channel.</numerusform>
            <numerusform>Makes up to %n attempts to create the channel.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Probe</name>
    <message numerus="yes">
        <source>%n measurement(s) made.</source>
        <translation>
            <numerusform>%n measurement made.</numerusform>
            <numerusform>%n measurements made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message numerus="yes">
        <source>One user was refused, and with them all %n of the batch.</source>
        <translation>
            <numerusform>One user was refused.</numerusform>
            <numerusform>One user was refused, and with them all %n of the batch.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message numerus="yes">
        <source>Error message recognised: %n participant(s) are missing</source>
        <translation>
            <numerusform>Error message recognised: %n participant is missing</numerusform>
            <numerusform>Error message recognised: %n participants are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Backend log recognised: %n id(s) in it</source>
        <translation>
            <numerusform>Backend log recognised: %n id in it</numerusform>
            <numerusform>Backend log recognised: %n ids in it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Address recognised: %n id(s) in it</source>
        <translation>
            <numerusform>Address recognised: %n id in it</numerusform>
            <numerusform>Address recognised: %n ids in it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>JSON recognised: %n id(s) in it</source>
        <translation>
            <numerusform>JSON recognised: %n id in it</numerusform>
            <numerusform>JSON recognised: %n ids in it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Table recognised: %n entry(s)</source>
        <translation>
            <numerusform>Table recognised: %n entry</numerusform>
            <numerusform>Table recognised: %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) recognised</source>
        <translation>
            <numerusform>%n participant recognised</numerusform>
            <numerusform>%n participants recognised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n id(s)</source>
        <translation>
            <numerusform>%n id</numerusform>
            <numerusform>%n ids</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n e-mail address(es)</source>
        <translation>
            <numerusform>%n e-mail address</numerusform>
            <numerusform>%n e-mail addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s)</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s)</source>
        <translation>
            <numerusform>%n name</numerusform>
            <numerusform>%n names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more were left out: look them up in a second go.</source>
        <translation>
            <numerusform>%n more was left out: look it up in a second go.</numerusform>
            <numerusform>%n more were left out: look them up in a second go.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s)</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Repair of %n user(s): </source>
        <translation>
            <numerusform>Repair of %n user: </numerusform>
            <numerusform>Repair of %n users: </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) repaired and read again.</source>
        <translation>
            <numerusform>%n user repaired and read again.</numerusform>
            <numerusform>%n users repaired and read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>(%n more character(s))</source>
        <translation>
            <numerusform>(%n more character)</numerusform>
            <numerusform>(%n more characters)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more, in the JSON report.</source>
        <translation>
            <numerusform>%n more, in the JSON report.</numerusform>
            <numerusform>%n more, in the JSON report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fact(s)</source>
        <translation>
            <numerusform>%n fact</numerusform>
            <numerusform>%n facts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n company/companies</source>
        <translation>
            <numerusform>%n company</numerusform>
            <numerusform>%n companies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cause(s), in the JSON report.</source>
        <translation>
            <numerusform>%n more cause, in the JSON report.</numerusform>
            <numerusform>%n more causes, in the JSON report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n company/companies passed everything</source>
        <translation>
            <numerusform>%n company passed everything</numerusform>
            <numerusform>%n companies passed everything</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunRecorder</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message numerus="yes">
        <source>All %n member(s) are in the channel.</source>
        <translation>
            <numerusform>The one member is in the channel.</numerusform>
            <numerusform>All %n members are in the channel.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message numerus="yes">
        <source>%n environment(s) were edited and not saved.</source>
        <translation>
            <numerusform>%n environment was edited and not saved.</numerusform>
            <numerusform>%n environments were edited and not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Visibility</name>
    <message numerus="yes">
        <source>%n measurement(s) here.</source>
        <translation>
            <numerusform>%n measurement here.</numerusform>
            <numerusform>%n measurements here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::cli::EventLog</name>
    <message numerus="yes">
        <source>  %n row(s)</source>
        <translation>
            <numerusform>  %n row</numerusform>
            <numerusform>  %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::ArmSheet</name>
    <message numerus="yes">
        <source>Arm %1 for %n minute(s)?</source>
        <translation>
            <numerusform>Arm %1 for %n minute?</numerusform>
            <numerusform>Arm %1 for %n minutes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arm for %n minute(s)</source>
        <translation>
            <numerusform>Arm for %n minute</numerusform>
            <numerusform>Arm for %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ends by itself after %n minute(s), on leaving %1, or with F9.</source>
        <translation>
            <numerusform>It ends by itself after %n minute, on leaving %1, or with F9.</numerusform>
            <numerusform>It ends by itself after %n minutes, on leaving %1, or with F9.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) to go</source>
        <translation>
            <numerusform>%n letter to go</numerusform>
            <numerusform>%n letters to go</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::BackendLogPage</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conversation(s)</source>
        <translation>
            <numerusform>%Ln conversation</numerusform>
            <numerusform>%Ln conversations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::BulkPage</name>
    <message numerus="yes">
        <source>%n participant(s)</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can chat</source>
        <translation>
            <numerusform>%n can chat</numerusform>
            <numerusform>%n can chat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with risks</source>
        <translation>
            <numerusform>%n with risks</numerusform>
            <numerusform>%n with risks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot chat</source>
        <translation>
            <numerusform>%n cannot chat</numerusform>
            <numerusform>%n cannot chat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be told</source>
        <translation>
            <numerusform>%n cannot be told</numerusform>
            <numerusform>%n cannot be told</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n not found</numerusform>
            <numerusform>%n not found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::ChecksTab</name>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recovered</source>
        <translation>
            <numerusform>%n recovered</numerusform>
            <numerusform>%n recovered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n blocked</source>
        <translation>
            <numerusform>%n blocked</numerusform>
            <numerusform>%n blocked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not run</source>
        <translation>
            <numerusform>%n not run</numerusform>
            <numerusform>%n not run</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::CompanyModel</name>
    <message numerus="yes">
        <source>%1: %n failed</source>
        <translation>
            <numerusform>%1: %n failed</numerusform>
            <numerusform>%1: %n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::EnvironmentForm</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::EnvironmentListModel</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::EnvironmentsPage</name>
    <message numerus="yes">
        <source>%n environment(s) imported</source>
        <translation>
            <numerusform>%n environment imported</numerusform>
            <numerusform>%n environments imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::EvidencePane</name>
    <message numerus="yes">
        <source>And %n more: see the run.</source>
        <translation>
            <numerusform>And %n more: see the run.</numerusform>
            <numerusform>And %n more: see the run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Same cause in %n company(ies)</source>
        <translation>
            <numerusform>Same cause in %n company</numerusform>
            <numerusform>Same cause in %n companies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them newly approved</source>
        <translation>
            <numerusform>%n of them newly approved</numerusform>
            <numerusform>%n of them newly approved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::FaultPanel</name>
    <message numerus="yes">
        <source>%n on</source>
        <translation>
            <numerusform>%n on</numerusform>
            <numerusform>%n on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::FindingsPane</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n blocks</numerusform>
            <numerusform>%n block</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n risk(s)</source>
        <translation>
            <numerusform>%n risk</numerusform>
            <numerusform>%n risks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cause(s) checked in %1 s</source>
        <translation>
            <numerusform>%n cause checked in %1 s</numerusform>
            <numerusform>%n causes checked in %1 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::LeftoverNotice</name>
    <message numerus="yes">
        <source>%n object(s) of earlier test conversations are left here.</source>
        <translation>
            <numerusform>%n object of earlier test conversations is left here.</numerusform>
            <numerusform>%n objects of earlier test conversations are left here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::LeftoversSheet</name>
    <message numerus="yes">
        <source>%n object(s) are still there; the next time goes on with them.</source>
        <translation>
            <numerusform>%n object is still there; the next time goes on with it.</numerusform>
            <numerusform>%n objects are still there; the next time goes on with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) removed.</source>
        <translation>
            <numerusform>%n object removed.</numerusform>
            <numerusform>%n objects removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) kept: the reason stands in the line&apos;s tip.</source>
        <translation>
            <numerusform>%n object kept: the reason stands in the line&apos;s tip.</numerusform>
            <numerusform>%n objects kept: the reason stands in the line&apos;s tip.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n object(s)</source>
        <translation>
            <numerusform>Remove %n object</numerusform>
            <numerusform>Remove %n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::LogList</name>
    <message numerus="yes">
        <source>%Ln conversation(s) that work are counted alone: the memory is kept for those in trouble.</source>
        <translation>
            <numerusform>%Ln conversation that works is counted alone: the memory is kept for those in trouble.</numerusform>
            <numerusform>%Ln conversations that work are counted alone: the memory is kept for those in trouble.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::LookUpPage</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::NavRail</name>
    <message numerus="yes">
        <source>%1, %n open failure(s)</source>
        <translation>
            <numerusform>%1, %n open failure</numerusform>
            <numerusform>%1, %n open failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::PairCard</name>
    <message numerus="yes">
        <source>%n participant(s)</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s) together</source>
        <translation>
            <numerusform>%n channel together</numerusform>
            <numerusform>%n channels together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::PersonCard</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::RemedyPane</name>
    <message numerus="yes">
        <source>Writes %n channel(s)</source>
        <translation>
            <numerusform>Writes %n channel</numerusform>
            <numerusform>Writes %n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes %n user(s)</source>
        <translation>
            <numerusform>Writes %n user</numerusform>
            <numerusform>Writes %n users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::RepairSheet</name>
    <message numerus="yes">
        <source>%n participant(s)</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) that write</source>
        <translation>
            <numerusform>%n request that writes</numerusform>
            <numerusform>%n requests that write</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Repair %n participant(s)</source>
        <translation>
            <numerusform>Repair %n participant</numerusform>
            <numerusform>Repair %n participants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::ReportsTab</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::ResultsModel</name>
    <message numerus="yes">
        <source>%n participant(s)</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::RunModel</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::RunsList</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%1 of %n run</numerusform>
            <numerusform>%1 of %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) did not come to an end.</source>
        <translation>
            <numerusform>%n run did not come to an end.</numerusform>
            <numerusform>%n runs did not come to an end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::SelfTestPane</name>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n skipped</numerusform>
            <numerusform>%n skipped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::SweepTab</name>
    <message numerus="yes">
        <source>All %n company(ies)</source>
        <translation>
            <numerusform>One company</numerusform>
            <numerusform>All %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n company(ies) shown</source>
        <translation>
            <numerusform>%n company shown</numerusform>
            <numerusform>%n companies shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation>
            <numerusform>%n failure</numerusform>
            <numerusform>%n failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatsync::ui::runtexts</name>
    <message numerus="yes">
        <source>%1, %2 and %n more</source>
        <translation>
            <numerusform>%1, %2 and %n more</numerusform>
            <numerusform>%1, %2 and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
