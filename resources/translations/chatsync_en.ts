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
