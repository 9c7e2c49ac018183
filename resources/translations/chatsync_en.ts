<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
