<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>freshet::text</name>
    <message numerus="yes">
        <source>%n other(s) brought parts of it.</source>
        <translation>
            <numerusform>%n other brought parts of it.</numerusform>
            <numerusform>%n others brought parts of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are missing here: there was no room for them.</source>
        <translation>
            <numerusform>%n event is missing here: there was no room for it.</numerusform>
            <numerusform>%n events are missing here: there was no room for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pack(s), one after the other</source>
        <translation>
            <numerusform>%n pack</numerusform>
            <numerusform>%n packs, one after the other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed, so only the full pack helps.</source>
        <translation>
            <numerusform>%n installed file is not what was installed, so only the full pack helps.</numerusform>
            <numerusform>%n installed files are not what was installed, so only the full pack helps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) in a row.</source>
        <translation>
            <numerusform>%n time in a row.</numerusform>
            <numerusform>%n times in a row.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: valid until %2, for another %n day(s).</source>
        <translation>
            <numerusform>%1: valid until %2, for another %n day.</numerusform>
            <numerusform>%1: valid until %2, for another %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed: what they are needed for is fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n installed file is not what was installed: what it is needed for is fetched whole, and nothing else.</numerusform>
            <numerusform>%n installed files are not what was installed: what they are needed for is fetched whole, and nothing else.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new file(s) come out otherwise on this machine than at the publisher&apos;s: they are fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n new file comes out otherwise on this machine than at the publisher&apos;s: it is fetched whole, and nothing else.</numerusform>
            <numerusform>%n new files come out otherwise on this machine than at the publisher&apos;s: they are fetched whole, and nothing else.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed; the next update replaces them.</source>
        <translation>
            <numerusform>%n installed file is not what was installed; the next update replaces it.</numerusform>
            <numerusform>%n installed files are not what was installed; the next update replaces them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui</name>
    <message numerus="yes">
        <source>%n transfer(s) failed.</source>
        <translation>
            <numerusform>%n transfer failed.</numerusform>
            <numerusform>%n transfers failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::CachePage</name>
    <message numerus="yes">
        <source>%n content(s) deleted from the cache.</source>
        <translation>
            <numerusform>%n content deleted from the cache.</numerusform>
            <numerusform>%n contents deleted from the cache.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n content(s) again…</source>
        <translation>
            <numerusform>Reading %n content again…</numerusform>
            <numerusform>Reading %n contents again…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) read and proven: all of them are right.</source>
        <translation>
            <numerusform>%n piece read and proven: it is right.</numerusform>
            <numerusform>%n pieces read and proven: all of them are right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged piece(s) dropped, in %1. They are fetched again when the content is wanted.</source>
        <translation>
            <numerusform>%n damaged piece dropped, in %1. It is fetched again when the content is wanted.</numerusform>
            <numerusform>%n damaged pieces dropped, in %1. They are fetched again when the content is wanted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::JobDetails</name>
    <message numerus="yes">
        <source>%n transfer(s) selected</source>
        <translation>
            <numerusform>%n transfer selected</numerusform>
            <numerusform>%n transfers selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::LogPage</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::Notifier</name>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n transfer failed</numerusform>
            <numerusform>%n transfers failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n transfer finished</numerusform>
            <numerusform>%n transfers finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersPage</name>
    <message numerus="yes">
        <source>%n address(es) banned for an hour.</source>
        <translation>
            <numerusform>%n address banned for an hour.</numerusform>
            <numerusform>%n addresses banned for an hour.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServicesPage</name>
    <message numerus="yes">
        <source>Contents need the signature of one of %n publisher(s): %1.</source>
        <translation>
            <numerusform>Contents need the signature of the publisher %1.</numerusform>
            <numerusform>Contents need the signature of one of %n publishers: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::TransfersPage</name>
    <message numerus="yes">
        <source>%n transfer(s) removed from the list; what is in the cache stays there.</source>
        <translation>
            <numerusform>%n transfer removed from the list; what is in the cache stays there.</numerusform>
            <numerusform>%n transfers removed from the list; what is in the cache stays there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::WelcomePage</name>
    <message numerus="yes">
        <source>%n transfer(s) run at the moment.</source>
        <translation>
            <numerusform>%n transfer runs at the moment.</numerusform>
            <numerusform>%n transfers run at the moment.</numerusform>
        </translation>
    </message>
</context>
</TS>
