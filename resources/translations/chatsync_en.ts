<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
