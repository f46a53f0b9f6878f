<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Wann es geschah</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>Wie wichtig es ist</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation>Was geschah und warum</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Peers</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message>
        <source>from an earlier run</source>
        <translation>aus einem früheren Lauf</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>TransferModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What is obtained</source>
        <translation>Was geholt wird</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What the job does, and why</source>
        <translation>Was der Auftrag tut und warum</translation>
    </message>
    <message>
        <source>Progress and sources</source>
        <translation>Fortschritt und Quellen</translation>
    </message>
    <message>
        <source>How much is there, and where it came from</source>
        <translation>Wie viel da ist und woher es kam</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the content, or of the parts that are wanted</source>
        <translation>Größe des Inhalts oder der gewünschten Teile</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Received and proven, or in proof</source>
        <translation>Empfangen und bewiesen oder gerade im Beweis</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>What is still to be received</source>
        <translation>Was noch zu empfangen ist</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Download rate, mean over the last seconds</source>
        <translation>Downloadrate, Mittel der letzten Sekunden</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Upload rate to peers, mean over the last 20 seconds</source>
        <translation>Uploadrate an Peers, Mittel der letzten 20 Sekunden</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Until everything is received, at the present rate</source>
        <translation>Bis alles empfangen ist, bei der jetzigen Rate</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Peers</translation>
    </message>
    <message>
        <source>Connected peers, of those that are known</source>
        <translation>Verbundene Peers von den bekannten</translation>
    </message>
    <message>
        <source>From peers</source>
        <translation>Von Peers</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from peers</source>
        <translation>Anteil der empfangenen Bytes, der von Peers kam</translation>
    </message>
    <message>
        <source>From cache server</source>
        <translation>Vom Cache-Server</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from the cache server</source>
        <translation>Anteil der empfangenen Bytes, der vom Cache-Server kam</translation>
    </message>
    <message>
        <source>From origin</source>
        <translation>Vom Ursprung</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from the HTTP origin</source>
        <translation>Anteil der empfangenen Bytes, der vom HTTP-Ursprung kam</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>Umsonst</translation>
    </message>
    <message>
        <source>Arrived and was of no use: failed its proof, or came twice</source>
        <translation>Kam an und war unbrauchbar: Beweis nicht bestanden oder doppelt gekommen</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Foreground jobs go before background jobs</source>
        <translation>Aufträge im Vordergrund gehen denen im Hintergrund vor</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>When the job was given</source>
        <translation>Wann der Auftrag gegeben wurde</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>When the content was at its destination</source>
        <translation>Wann der Inhalt an seinem Ziel war</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>What the bytes are proven with</source>
        <translation>Womit die Bytes bewiesen werden</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Where the content goes</source>
        <translation>Wohin der Inhalt kommt</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>ContentId, or the key in the cache of a content without metadata</source>
        <translation>ContentId, oder der Schlüssel im Cache bei einem Inhalt ohne Metadaten</translation>
    </message>
</context>
<context>
    <name>UpdateModel</name>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>What its publisher calls it</source>
        <translation>Wie es sein Herausgeber nennt</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>The release that is installed</source>
        <translation>Die installierte Ausgabe</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>The newest release of its publisher</source>
        <translation>Die neueste Ausgabe seines Herausgebers</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What goes on, or what could be done</source>
        <translation>Was geschieht oder getan werden könnte</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Zu laden</translation>
    </message>
    <message>
        <source>Bytes of the cheapest way to the newest release</source>
        <translation>Bytes des günstigsten Weges zur neuesten Ausgabe</translation>
    </message>
    <message>
        <source>Installed in</source>
        <translation>Installiert in</translation>
    </message>
    <message>
        <source>The directory that the product is installed in</source>
        <translation>Das Verzeichnis, in dem das Produkt installiert ist</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>When it was done</source>
        <translation>Wann es getan wurde</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>The release before</source>
        <translation>Die Ausgabe davor</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>The release after it</source>
        <translation>Die Ausgabe danach</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>What it cost; a rollback costs nothing</source>
        <translation>Was es kostete; ein Zurücksetzen kostet nichts</translation>
    </message>
    <message>
        <source>%1: %2, from %3 to %4</source>
        <translation>%1: %2, von %3 auf %4</translation>
    </message>
</context>
<context>
    <name>freshet::ctl</name>
    <message>
        <source>There is no page &quot;%1&quot;. Pages: %2</source>
        <translation>Es gibt keine Seite „%1“. Seiten: %2</translation>
    </message>
</context>
<context>
    <name>freshet::desktop</name>
    <message>
        <source>Watch, understand and throttle downloads.</source>
        <translation>Downloads beobachten, verstehen und drosseln.</translation>
    </message>
    <message>
        <source>Open this page; &quot;transfers:12&quot; opens it on job 12.</source>
        <translation>Diese Seite öffnen; „transfers:12“ öffnet sie bei Auftrag 12.</translation>
    </message>
    <message>
        <source>Trust these certificate authorities too (PEM).</source>
        <translation>Auch diesen Zertifizierungsstellen vertrauen (PEM).</translation>
    </message>
    <message>
        <source>Where the windows keep what they remember.</source>
        <translation>Wo die Fenster behalten, was sie sich merken.</translation>
    </message>
    <message>
        <source>Write a picture of the page as PNG and end; needs no display.</source>
        <translation>Ein Bild der Seite als PNG schreiben und enden; braucht keine Anzeige.</translation>
    </message>
    <message>
        <source>Size of the window, in device-independent pixels.</source>
        <translation>Größe des Fensters in geräteunabhängigen Pixeln.</translation>
    </message>
    <message>
        <source>Scale of the display, e.g. 1.5.</source>
        <translation>Skalierung der Anzeige, z. B. 1.5.</translation>
    </message>
    <message>
        <source>Dark colours, whatever the system says.</source>
        <translation>Dunkle Farben, was das System auch sagt.</translation>
    </message>
    <message>
        <source>Mirrored, as in languages that are written from right to left.</source>
        <translation>Gespiegelt, wie in Sprachen, die von rechts nach links geschrieben werden.</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT, e.g. 1400x900.</source>
        <translation>--size nimmt BREITExHÖHE, z. B. 1400x900.</translation>
    </message>
    <message>
        <source>--scale takes a number from 0.5 to 4.</source>
        <translation>--scale nimmt eine Zahl von 0.5 bis 4.</translation>
    </message>
    <message>
        <source>Addresses or content metadata files to add.</source>
        <translation>Adressen oder Inhaltsmetadateien, die hinzukommen sollen.</translation>
    </message>
</context>
<context>
    <name>freshet::text</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1 PiB</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The argument is not valid.</source>
        <translation>Das Argument ist ungültig.</translation>
    </message>
    <message>
        <source>The file is empty; an empty file has no content metadata.</source>
        <translation>Die Datei ist leer; eine leere Datei hat keine Inhaltsmetadaten.</translation>
    </message>
    <message>
        <source>There is no such file or directory.</source>
        <translation>Es gibt keine solche Datei und kein solches Verzeichnis.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>Die Datei hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <source>The output exists already.</source>
        <translation>Die Ausgabe gibt es schon.</translation>
    </message>
    <message>
        <source>The output cannot be written.</source>
        <translation>Die Ausgabe kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The directory of the output is not what it was when the job was given.</source>
        <translation>Das Verzeichnis der Ausgabe ist nicht mehr das, was es war, als der Auftrag gegeben wurde.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>Diese Einstellung gibt es nicht.</translation>
    </message>
    <message>
        <source>The settings file cannot be understood; it is kept aside, and the defaults apply.</source>
        <translation>Die Einstellungsdatei ist nicht zu verstehen; sie wird beiseitegelegt, und es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings file was written by a newer version; it is kept aside, and the defaults apply.</source>
        <translation>Die Einstellungsdatei stammt von einer neueren Version; sie wird beiseitegelegt, und es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The content metadata is larger than Freshet accepts.</source>
        <translation>Die Inhaltsmetadaten sind größer, als Freshet annimmt.</translation>
    </message>
    <message>
        <source>The content metadata is not well-formed bencoding.</source>
        <translation>Die Inhaltsmetadaten sind kein wohlgeformtes Bencoding.</translation>
    </message>
    <message>
        <source>The content metadata is nested too deeply.</source>
        <translation>Die Inhaltsmetadaten sind zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The content metadata has too many elements.</source>
        <translation>Die Inhaltsmetadaten haben zu viele Elemente.</translation>
    </message>
    <message>
        <source>An integer in the content metadata is out of range.</source>
        <translation>Eine ganze Zahl in den Inhaltsmetadaten ist außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>An integer in the content metadata is not in its shortest form.</source>
        <translation>Eine ganze Zahl in den Inhaltsmetadaten ist nicht in ihrer kürzesten Form.</translation>
    </message>
    <message>
        <source>The keys of a dictionary in the content metadata are not in order.</source>
        <translation>Die Schlüssel eines Wörterbuchs in den Inhaltsmetadaten sind nicht geordnet.</translation>
    </message>
    <message>
        <source>A key occurs twice in the content metadata.</source>
        <translation>Ein Schlüssel kommt in den Inhaltsmetadaten zweimal vor.</translation>
    </message>
    <message>
        <source>Bytes follow after the end of the content metadata.</source>
        <translation>Nach dem Ende der Inhaltsmetadaten folgen weitere Bytes.</translation>
    </message>
    <message>
        <source>A required key is missing in the content metadata.</source>
        <translation>In den Inhaltsmetadaten fehlt ein notwendiger Schlüssel.</translation>
    </message>
    <message>
        <source>A value in the content metadata is of the wrong type.</source>
        <translation>Ein Wert in den Inhaltsmetadaten ist von der falschen Art.</translation>
    </message>
    <message>
        <source>The content metadata is not of BitTorrent version 2.</source>
        <translation>Die Inhaltsmetadaten sind nicht von BitTorrent Version 2.</translation>
    </message>
    <message>
        <source>The content metadata describes several files; a content is one file.</source>
        <translation>Die Inhaltsmetadaten beschreiben mehrere Dateien; ein Inhalt ist eine Datei.</translation>
    </message>
    <message>
        <source>The piece length is not a power of two from 16 KiB to 64 MiB.</source>
        <translation>Die Stücklänge ist keine Zweierpotenz von 16 KiB bis 64 MiB.</translation>
    </message>
    <message>
        <source>The content has more pieces than Freshet accepts.</source>
        <translation>Der Inhalt hat mehr Stücke, als Freshet annimmt.</translation>
    </message>
    <message>
        <source>The length in the content metadata is not valid.</source>
        <translation>Die Länge in den Inhaltsmetadaten ist ungültig.</translation>
    </message>
    <message>
        <source>The content metadata describes an empty file.</source>
        <translation>Die Inhaltsmetadaten beschreiben eine leere Datei.</translation>
    </message>
    <message>
        <source>The name in the content metadata is empty.</source>
        <translation>Der Name in den Inhaltsmetadaten ist leer.</translation>
    </message>
    <message>
        <source>The name in the content metadata is too long.</source>
        <translation>Der Name in den Inhaltsmetadaten ist zu lang.</translation>
    </message>
    <message>
        <source>The name in the content metadata is not valid UTF-8.</source>
        <translation>Der Name in den Inhaltsmetadaten ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>The name in the content metadata contains a path separator.</source>
        <translation>Der Name in den Inhaltsmetadaten enthält ein Pfadtrennzeichen.</translation>
    </message>
    <message>
        <source>The name in the content metadata is made of dots, or ends in a dot or a space.</source>
        <translation>Der Name in den Inhaltsmetadaten besteht aus Punkten oder endet mit einem Punkt oder Leerzeichen.</translation>
    </message>
    <message>
        <source>The name in the content metadata is reserved by an operating system.</source>
        <translation>Der Name in den Inhaltsmetadaten ist von einem Betriebssystem reserviert.</translation>
    </message>
    <message>
        <source>The name in the content metadata contains a control character or one that file names must not have.</source>
        <translation>Der Name in den Inhaltsmetadaten enthält ein Steuerzeichen oder eines, das Dateinamen nicht haben dürfen.</translation>
    </message>
    <message>
        <source>The name in the content metadata contains invisible or direction-changing characters.</source>
        <translation>Der Name in den Inhaltsmetadaten enthält unsichtbare oder richtungsändernde Zeichen.</translation>
    </message>
    <message>
        <source>The names in the content metadata disagree.</source>
        <translation>Die Namen in den Inhaltsmetadaten stimmen nicht überein.</translation>
    </message>
    <message>
        <source>The content metadata asks for a file attribute that Freshet does not support.</source>
        <translation>Die Inhaltsmetadaten verlangen ein Dateiattribut, das Freshet nicht unterstützt.</translation>
    </message>
    <message>
        <source>The pieces root is missing in the content metadata.</source>
        <translation>In den Inhaltsmetadaten fehlt die Wurzel der Stücke.</translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is all zero.</source>
        <translation>Die Wurzel der Stücke in den Inhaltsmetadaten besteht nur aus Nullen.</translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is not 32 bytes long.</source>
        <translation>Die Wurzel der Stücke in den Inhaltsmetadaten ist nicht 32 Byte lang.</translation>
    </message>
    <message>
        <source>The piece layer is missing in the content metadata.</source>
        <translation>In den Inhaltsmetadaten fehlt die Stückschicht.</translation>
    </message>
    <message>
        <source>The piece layer in the content metadata has the wrong size.</source>
        <translation>Die Stückschicht in den Inhaltsmetadaten hat die falsche Größe.</translation>
    </message>
    <message>
        <source>The piece layer in the content metadata does not prove up to the pieces root.</source>
        <translation>Die Stückschicht in den Inhaltsmetadaten beweist die Wurzel der Stücke nicht.</translation>
    </message>
    <message>
        <source>The content metadata has a piece layer that belongs to no file.</source>
        <translation>Die Inhaltsmetadaten haben eine Stückschicht, die zu keiner Datei gehört.</translation>
    </message>
    <message>
        <source>The version 1 piece hashes in the content metadata have the wrong size.</source>
        <translation>Die Stückprüfsummen der Version 1 in den Inhaltsmetadaten haben die falsche Größe.</translation>
    </message>
    <message>
        <source>The version 1 length in the content metadata differs from the version 2 length.</source>
        <translation>Die Länge der Version 1 in den Inhaltsmetadaten weicht von der der Version 2 ab.</translation>
    </message>
    <message>
        <source>A source in the content metadata is not an acceptable http or https URL.</source>
        <translation>Eine Quelle in den Inhaltsmetadaten ist keine annehmbare http- oder https-URL.</translation>
    </message>
    <message>
        <source>The piece hash file is not the expected JSON.</source>
        <translation>Die Stückprüfsummendatei ist nicht das erwartete JSON.</translation>
    </message>
    <message>
        <source>The piece hash file is of an unknown version.</source>
        <translation>Die Stückprüfsummendatei ist von einer unbekannten Version.</translation>
    </message>
    <message>
        <source>The sizes in the piece hash file are not valid.</source>
        <translation>Die Größen in der Stückprüfsummendatei sind ungültig.</translation>
    </message>
    <message>
        <source>The piece list of the piece hash file has the wrong size or form.</source>
        <translation>Die Stückliste der Stückprüfsummendatei hat die falsche Größe oder Form.</translation>
    </message>
    <message>
        <source>The piece hash file does not match its own hash of hashes.</source>
        <translation>Die Stückprüfsummendatei passt nicht zu ihrer eigenen Prüfsumme der Prüfsummen.</translation>
    </message>
    <message>
        <source>The content metadata is of another content than the ContentId that was given.</source>
        <translation>Die Inhaltsmetadaten gehören zu einem anderen Inhalt als die angegebene ContentId.</translation>
    </message>
    <message>
        <source>A piece is not what the content metadata says.</source>
        <translation>Ein Stück ist nicht das, was die Inhaltsmetadaten sagen.</translation>
    </message>
    <message>
        <source>The SHA-256 of the whole content is not the one that was given.</source>
        <translation>Die SHA-256 des ganzen Inhalts ist nicht die angegebene.</translation>
    </message>
    <message>
        <source>The size is not what the content metadata says.</source>
        <translation>Die Größe ist nicht die, die die Inhaltsmetadaten nennen.</translation>
    </message>
    <message>
        <source>The URL is refused: only plain http and https URLs are accepted.</source>
        <translation>Die URL wird abgelehnt: Nur einfache http- und https-URLs werden angenommen.</translation>
    </message>
    <message>
        <source>The host name could not be resolved.</source>
        <translation>Der Name des Rechners konnte nicht aufgelöst werden.</translation>
    </message>
    <message>
        <source>The connection could not be made.</source>
        <translation>Die Verbindung kam nicht zustande.</translation>
    </message>
    <message>
        <source>The secure connection could not be made.</source>
        <translation>Die sichere Verbindung kam nicht zustande.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted.</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The server sends too slowly to make progress.</source>
        <translation>Der Server sendet zu langsam, um voranzukommen.</translation>
    </message>
    <message>
        <source>The connection ended early.</source>
        <translation>Die Verbindung endete vorzeitig.</translation>
    </message>
    <message>
        <source>The server answered with an error.</source>
        <translation>Der Server hat mit einem Fehler geantwortet.</translation>
    </message>
    <message>
        <source>The server does not have this file.</source>
        <translation>Der Server hat diese Datei nicht.</translation>
    </message>
    <message>
        <source>The server refuses access; a signed URL may have expired.</source>
        <translation>Der Server verweigert den Zugriff; vielleicht ist eine signierte URL abgelaufen.</translation>
    </message>
    <message>
        <source>The server asks to come back later.</source>
        <translation>Der Server bittet, später wiederzukommen.</translation>
    </message>
    <message>
        <source>The server ignores byte ranges.</source>
        <translation>Der Server beachtet Bytebereiche nicht.</translation>
    </message>
    <message>
        <source>The server sent another byte range than was asked for.</source>
        <translation>Der Server hat einen anderen Bytebereich gesendet, als verlangt war.</translation>
    </message>
    <message>
        <source>The file on the server changed meanwhile.</source>
        <translation>Die Datei auf dem Server hat sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>The server has another file than the content metadata describes.</source>
        <translation>Der Server hat eine andere Datei, als die Inhaltsmetadaten beschreiben.</translation>
    </message>
    <message>
        <source>The network answers with a sign-in page instead of the file.</source>
        <translation>Das Netz antwortet mit einer Anmeldeseite statt mit der Datei.</translation>
    </message>
    <message>
        <source>The server redirects in a way that Freshet does not follow.</source>
        <translation>Der Server leitet auf eine Weise um, der Freshet nicht folgt.</translation>
    </message>
    <message>
        <source>The proxy asks for credentials.</source>
        <translation>Der Proxy verlangt Zugangsdaten.</translation>
    </message>
    <message>
        <source>The proxy could not make the connection.</source>
        <translation>Der Proxy konnte die Verbindung nicht herstellen.</translation>
    </message>
    <message>
        <source>The tracker refused the request.</source>
        <translation>Der Tracker hat die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>The tracker&apos;s answer makes no sense.</source>
        <translation>Die Antwort des Trackers ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The answer is larger than announced or allowed.</source>
        <translation>Die Antwort ist größer als angekündigt oder erlaubt.</translation>
    </message>
    <message>
        <source>No source can be asked for this content.</source>
        <translation>Keine Quelle kann nach diesem Inhalt gefragt werden.</translation>
    </message>
    <message>
        <source>The peer does not keep to the protocol.</source>
        <translation>Der Peer hält sich nicht an das Protokoll.</translation>
    </message>
    <message>
        <source>The peer was not taken.</source>
        <translation>Der Peer wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Another process owns the cache directory.</source>
        <translation>Das Cache-Verzeichnis gehört einem anderen Prozess.</translation>
    </message>
    <message>
        <source>The cache directory is not private to this user.</source>
        <translation>Das Cache-Verzeichnis gehört nicht diesem Benutzer allein.</translation>
    </message>
    <message>
        <source>The cache directory cannot be used.</source>
        <translation>Das Cache-Verzeichnis ist nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>The cache directory vanished.</source>
        <translation>Das Cache-Verzeichnis ist verschwunden.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>Der Datenträger ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The disk reported an error.</source>
        <translation>Der Datenträger hat einen Fehler gemeldet.</translation>
    </message>
    <message>
        <source>The ledger was damaged.</source>
        <translation>Das Verzeichnis der Fakten (Ledger) war beschädigt.</translation>
    </message>
    <message>
        <source>The ledger was made by a newer Freshet.</source>
        <translation>Das Ledger stammt von einem neueren Freshet.</translation>
    </message>
    <message>
        <source>The ledger is locked by another program.</source>
        <translation>Das Ledger ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>The system has no file descriptor or memory left for it at the moment.</source>
        <translation>Das System hat im Moment keinen Dateideskriptor oder keinen Speicher dafür übrig.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>Es gibt keinen solchen Auftrag.</translation>
    </message>
    <message>
        <source>More than one job fits.</source>
        <translation>Mehr als ein Auftrag passt.</translation>
    </message>
    <message>
        <source>This cannot be done with the job as it is now.</source>
        <translation>Das geht mit dem Auftrag nicht, so wie er jetzt ist.</translation>
    </message>
    <message>
        <source>The engine has as many jobs as it takes.</source>
        <translation>Die Engine hat so viele Aufträge, wie sie annimmt.</translation>
    </message>
    <message>
        <source>There is no such content in the cache.</source>
        <translation>Es gibt keinen solchen Inhalt im Cache.</translation>
    </message>
    <message>
        <source>More than one content of the cache fits.</source>
        <translation>Mehr als ein Inhalt des Caches passt.</translation>
    </message>
    <message>
        <source>A job works on this content, or is going to.</source>
        <translation>Ein Auftrag arbeitet an diesem Inhalt oder wird es tun.</translation>
    </message>
    <message>
        <source>The content is pinned.</source>
        <translation>Der Inhalt ist angeheftet.</translation>
    </message>
    <message>
        <source>No engine runs for this cache directory.</source>
        <translation>Für dieses Cache-Verzeichnis läuft keine Engine.</translation>
    </message>
    <message>
        <source>The running engine does not answer as it should.</source>
        <translation>Die laufende Engine antwortet nicht, wie sie soll.</translation>
    </message>
    <message>
        <source>Freshet has a defect.</source>
        <translation>Freshet hat einen Fehler.</translation>
    </message>
    <message>
        <source>The files that were given are unchanged.</source>
        <translation>Die angegebenen Dateien sind unverändert.</translation>
    </message>
    <message>
        <source>Everything received and stored so far stays in the cache.</source>
        <translation>Alles, was bisher empfangen und gespeichert wurde, bleibt im Cache.</translation>
    </message>
    <message>
        <source>The complete content stays in the cache.</source>
        <translation>Der vollständige Inhalt bleibt im Cache.</translation>
    </message>
    <message>
        <source>Correct what was given and run the command again.</source>
        <translation>Berichtigen Sie die Angaben und führen Sie den Befehl noch einmal aus.</translation>
    </message>
    <message>
        <source>Run the same command again; it goes on where it stopped.</source>
        <translation>Führen Sie denselben Befehl noch einmal aus; er macht dort weiter, wo er aufgehört hat.</translation>
    </message>
    <message>
        <source>Set that right and let the engine go on with &quot;freshetctl retry&quot; and the job&apos;s number, or download it again to another place.</source>
        <translation>Bringen Sie das in Ordnung und lassen Sie die Engine mit „freshetctl retry“ und der Nummer des Auftrags weitermachen, oder laden Sie ihn an einen anderen Ort herunter.</translation>
    </message>
    <message>
        <source>It is tried again in %1.</source>
        <translation>In %1 wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Give another source, or try again later.</source>
        <translation>Geben Sie eine andere Quelle an, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Free some disk space and run the command again; it goes on where it stopped.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger und führen Sie den Befehl noch einmal aus; er macht dort weiter, wo er aufgehört hat.</translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then run the command again.</source>
        <translation>Berichtigen Sie den Besitzer oder die Rechte, und führen Sie den Befehl dann noch einmal aus.</translation>
    </message>
    <message>
        <source>End the other process, or choose another directory with --cache-dir.</source>
        <translation>Beenden Sie den anderen Prozess, oder wählen Sie mit --cache-dir ein anderes Verzeichnis.</translation>
    </message>
    <message>
        <source>Start one with &quot;freshetctl engine run&quot;, or name its directory with --cache-dir.</source>
        <translation>Starten Sie eine mit „freshetctl engine run“, oder nennen Sie ihr Verzeichnis mit --cache-dir.</translation>
    </message>
    <message>
        <source>The running engine goes on with it; &quot;freshetctl cancel&quot; with the job&apos;s number ends it.</source>
        <translation>Die laufende Engine macht damit weiter; „freshetctl cancel“ mit der Nummer des Auftrags beendet ihn.</translation>
    </message>
    <message>
        <source>Check the clock and the trusted certificates of this machine.</source>
        <translation>Prüfen Sie die Uhr und die vertrauten Zertifikate dieser Maschine.</translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then run the command again.</source>
        <translation>Melden Sie sich am Netz oder am Proxy an, und führen Sie den Befehl dann noch einmal aus.</translation>
    </message>
    <message>
        <source>Ask the publisher for correct content metadata or a correct source.</source>
        <translation>Bitten Sie den Herausgeber um richtige Inhaltsmetadaten oder eine richtige Quelle.</translation>
    </message>
    <message>
        <source>Install the newer Freshet, or choose another directory with --cache-dir.</source>
        <translation>Installieren Sie das neuere Freshet, oder wählen Sie mit --cache-dir ein anderes Verzeichnis.</translation>
    </message>
    <message>
        <source>Please report this with the command that was used.</source>
        <translation>Bitte melden Sie das mit dem verwendeten Befehl.</translation>
    </message>
    <message>
        <source>while: %1</source>
        <translation>dabei: %1</translation>
    </message>
    <message>
        <source>kept: %1</source>
        <translation>behalten: %1</translation>
    </message>
    <message>
        <source>next: %1</source>
        <translation>weiter: %1</translation>
    </message>
    <message>
        <source>%1 in the cache.</source>
        <translation>%1 im Cache.</translation>
    </message>
    <message>
        <source>%1 received so far.</source>
        <translation>%1 bisher empfangen.</translation>
    </message>
    <message>
        <source>Receiving at %1.</source>
        <translation>Empfängt mit %1.</translation>
    </message>
    <message>
        <source>Its numbers changed.</source>
        <translation>Seine Zahlen haben sich geändert.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is asked for the content.</source>
        <translation>%1 wird nach dem Inhalt gefragt.</translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3), claimed for the site.</source>
        <translation>%1 wird nach Stück %2 (%3) gefragt, beansprucht für den Standort.</translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3).</source>
        <translation>%1 wird nach Stück %2 (%3) gefragt.</translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4), claimed for the site.</source>
        <translation>%1 wird nach den Stücken %2 bis %3 (%4) gefragt, beansprucht für den Standort.</translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4).</source>
        <translation>%1 wird nach den Stücken %2 bis %3 (%4) gefragt.</translation>
    </message>
    <message>
        <source>It is left alone for %1.</source>
        <translation>Für %1 wird es in Ruhe gelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) brought parts of it.</source>
        <translation>
            <numerusform>%n andere hat Teile davon gebracht.</numerusform>
            <numerusform>%n andere haben Teile davon gebracht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The setting %1 is %2 now, by %3.</source>
        <translation>Die Einstellung %1 ist jetzt %2, durch %3.</translation>
    </message>
    <message>
        <source>The engine has started.</source>
        <translation>Die Engine ist gestartet.</translation>
    </message>
    <message>
        <source>The engine ends; everything verified is kept.</source>
        <translation>Die Engine endet; alles Geprüfte bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 is to be delivered to %2.</source>
        <translation>%1 soll nach %2 geliefert werden.</translation>
    </message>
    <message>
        <source>The job is not listed any more; what it obtained stays in the cache.</source>
        <translation>Der Auftrag wird nicht mehr aufgeführt; was er geholt hat, bleibt im Cache.</translation>
    </message>
    <message>
        <source>Piece %1 came from %2.</source>
        <translation>Stück %1 kam von %2.</translation>
    </message>
    <message>
        <source>Piece %1 is proven; it came from %2.</source>
        <translation>Stück %1 ist bewiesen; es kam von %2.</translation>
    </message>
    <message>
        <source>Piece %1 failed its proof and was thrown away; it came from %2.</source>
        <translation>Stück %1 hat den Beweis nicht bestanden und wurde weggeworfen; es kam von %2.</translation>
    </message>
    <message>
        <source>Piece %1 is safe on disk.</source>
        <translation>Stück %1 ist sicher auf dem Datenträger.</translation>
    </message>
    <message>
        <source>The disk lost piece %1; it is fetched again.</source>
        <translation>Der Datenträger hat Stück %1 verloren; es wird noch einmal geholt.</translation>
    </message>
    <message>
        <source>Delivered %1, sharing its space with the cache.</source>
        <translation>%1 geliefert; der Platz wird mit dem Cache geteilt.</translation>
    </message>
    <message>
        <source>Delivered %1 as a copy.</source>
        <translation>%1 als Kopie geliefert.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are missing here: there was no room for them.</source>
        <translation>
            <numerusform>Hier fehlt %n Ereignis: Es war kein Platz dafür.</numerusform>
            <numerusform>Hier fehlen %n Ereignisse: Es war kein Platz dafür.</numerusform>
        </translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Piece</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>it is banned.</source>
        <translation>er ist gesperrt.</translation>
    </message>
    <message>
        <source>there are as many connections as allowed.</source>
        <translation>es gibt so viele Verbindungen, wie erlaubt sind.</translation>
    </message>
    <message>
        <source>it wants a content that is not offered here.</source>
        <translation>er will einen Inhalt, der hier nicht angeboten wird.</translation>
    </message>
    <message>
        <source>%1 has connected to this machine.</source>
        <translation>%1 hat sich mit dieser Maschine verbunden.</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>Mit %1 verbunden.</translation>
    </message>
    <message>
        <source>The connection with %1 has ended, after %2: %3</source>
        <translation>Die Verbindung mit %1 ist nach %2 beendet: %3</translation>
    </message>
    <message>
        <source>%1 was not let in: %2</source>
        <translation>%1 wurde nicht hereingelassen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation>%1 ist nicht zu erreichen: %2</translation>
    </message>
    <message>
        <source>%1 is banned for %2: piece %3 failed its proof.</source>
        <translation>%1 ist für %2 gesperrt: Stück %3 hat den Beweis nicht bestanden.</translation>
    </message>
    <message>
        <source>%1 is banned for %2: you wanted it.</source>
        <translation>%1 ist für %2 gesperrt: Sie wollten es so.</translation>
    </message>
    <message>
        <source>%1 is not banned any more.</source>
        <translation>%1 ist nicht mehr gesperrt.</translation>
    </message>
    <message>
        <source>%1 owed what it was asked for and sent nothing: avoided for %2.</source>
        <translation>%1 schuldete, worum es gebeten war, und sandte nichts: für %2 gemieden.</translation>
    </message>
    <message>
        <source>%1 is asked too for a block of piece %2 that %3 is slow with.</source>
        <translation>%1 wird auch nach einem Block von Stück %2 gefragt, mit dem %3 langsam ist.</translation>
    </message>
    <message>
        <source>Piece %1: who claimed it is silent or gone, so it is fetched here.</source>
        <translation>Stück %1: Wer es beansprucht hat, schweigt oder ist fort, also wird es hier geholt.</translation>
    </message>
    <message>
        <source>Piece %1: those nearby who have it bring too little, so it is fetched here as well.</source>
        <translation>Stück %1: Wer es in der Nähe hat, bringt zu wenig, also wird es auch hier geholt.</translation>
    </message>
    <message>
        <source>Piece %1: who claims it is slow, so it is fetched here as well.</source>
        <translation>Stück %1: Wer es beansprucht, ist langsam, also wird es auch hier geholt.</translation>
    </message>
    <message>
        <source>Known.</source>
        <translation>Bekannt.</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Noch nicht gefragt.</translation>
    </message>
    <message>
        <source>Tried again in %1.</source>
        <translation>In %1 wieder versucht.</translation>
    </message>
    <message>
        <source>Not needed: there are as many connections as allowed.</source>
        <translation>Nicht nötig: Es gibt so viele Verbindungen, wie erlaubt sind.</translation>
    </message>
    <message>
        <source>The download mode allows no peers of this class.</source>
        <translation>Der Downloadmodus erlaubt keine Peers dieser Klasse.</translation>
    </message>
    <message>
        <source>It is not of our group.</source>
        <translation>Er ist nicht von unserer Gruppe.</translation>
    </message>
    <message>
        <source>It is not of our subnet, and peers are restricted to that.</source>
        <translation>Er ist nicht in unserem Subnetz, und Peers sind darauf beschränkt.</translation>
    </message>
    <message>
        <source>It does not encrypt, and has to.</source>
        <translation>Er verschlüsselt nicht, muss es aber.</translation>
    </message>
    <message>
        <source>It does not have this content.</source>
        <translation>Er hat diesen Inhalt nicht.</translation>
    </message>
    <message>
        <source>Neither side has anything that the other lacks.</source>
        <translation>Keine Seite hat etwas, das der anderen fehlt.</translation>
    </message>
    <message>
        <source>This is ourselves.</source>
        <translation>Das sind wir selbst.</translation>
    </message>
    <message>
        <source>Whoever told of it has told of too many.</source>
        <translation>Wer davon erzählt hat, hat von zu vielen erzählt.</translation>
    </message>
    <message>
        <source>No peer can have this address.</source>
        <translation>Kein Peer kann diese Adresse haben.</translation>
    </message>
    <message>
        <source>Banned for bad bytes, for another %1.</source>
        <translation>Wegen schlechter Bytes gesperrt, noch %1.</translation>
    </message>
    <message>
        <source>The job does not run.</source>
        <translation>Der Auftrag läuft nicht.</translation>
    </message>
    <message>
        <source>What answers there is no peer; looked at again in %1.</source>
        <translation>Was dort antwortet, ist kein Peer; in %1 wird wieder nachgesehen.</translation>
    </message>
    <message>
        <source>Another address of the same machine is in use.</source>
        <translation>Eine andere Adresse derselben Maschine wird benutzt.</translation>
    </message>
    <message>
        <source>It is its turn to connect to us.</source>
        <translation>Er ist an der Reihe, sich mit uns zu verbinden.</translation>
    </message>
    <message>
        <source>The network that it was heard on is gone.</source>
        <translation>Das Netz, in dem er gehört wurde, ist fort.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation>HTTP-Ursprung</translation>
    </message>
    <message>
        <source>internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>cache server</source>
        <translation>Cache-Server</translation>
    </message>
    <message>
        <source>local cache</source>
        <translation>lokaler Cache</translation>
    </message>
    <message>
        <source>LAN, this link</source>
        <translation>LAN, diese Verbindung</translation>
    </message>
    <message>
        <source>by the classification table</source>
        <translation>laut Klassentabelle</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>diese Maschine</translation>
    </message>
    <message>
        <source>on this link</source>
        <translation>an dieser Verbindung</translation>
    </message>
    <message>
        <source>in our subnet</source>
        <translation>in unserem Subnetz</translation>
    </message>
    <message>
        <source>behind our router</source>
        <translation>hinter unserem Router</translation>
    </message>
    <message>
        <source>proved that it is of our group</source>
        <translation>hat bewiesen, dass er von unserer Gruppe ist</translation>
    </message>
    <message>
        <source>private address of another network</source>
        <translation>private Adresse eines anderen Netzes</translation>
    </message>
    <message>
        <source>public address</source>
        <translation>öffentliche Adresse</translation>
    </message>
    <message>
        <source>Connecting.</source>
        <translation>Verbindet sich.</translation>
    </message>
    <message>
        <source>Finding out what it has.</source>
        <translation>Stellt fest, was er hat.</translation>
    </message>
    <message>
        <source>Connected; nothing to exchange at the moment.</source>
        <translation>Verbunden; im Moment ist nichts auszutauschen.</translation>
    </message>
    <message>
        <source>Waiting: it serves others at the moment.</source>
        <translation>Wartet: Er bedient im Moment andere.</translation>
    </message>
    <message>
        <source>Receiving from it.</source>
        <translation>Empfängt von ihm.</translation>
    </message>
    <message>
        <source>Sending to it.</source>
        <translation>Sendet an ihn.</translation>
    </message>
    <message>
        <source>Receiving from it and sending to it.</source>
        <translation>Empfängt von ihm und sendet an ihn.</translation>
    </message>
    <message>
        <source>Stalled: it did not send what it was asked for; avoided for another %1.</source>
        <translation>Stockt: Er hat nicht gesendet, worum er gebeten war; noch %1 gemieden.</translation>
    </message>
    <message>
        <source>Stalled: it owes what it was asked for.</source>
        <translation>Stockt: Er schuldet, worum er gebeten war.</translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation>Die Verbindung ist beendet.</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>LAN discovery</source>
        <translation>Suche im LAN</translation>
    </message>
    <message>
        <source>tracker</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>er selbst</translation>
    </message>
    <message>
        <source>the last run</source>
        <translation>der letzte Lauf</translation>
    </message>
    <message>
        <source>Jobs side by side</source>
        <translation>Aufträge nebeneinander</translation>
    </message>
    <message>
        <source>So many jobs run at the same time; others wait, foreground first.</source>
        <translation>So viele Aufträge laufen gleichzeitig; andere warten, Vordergrund zuerst.</translation>
    </message>
    <message>
        <source>Connections per HTTP source</source>
        <translation>Verbindungen je HTTP-Quelle</translation>
    </message>
    <message>
        <source>Requests to one HTTP source side by side, for jobs that begin from now on.</source>
        <translation>Anfragen an eine HTTP-Quelle nebeneinander, für Aufträge, die von jetzt an beginnen.</translation>
    </message>
    <message>
        <source>Largest cache, share of the disk</source>
        <translation>Größter Cache, Anteil am Datenträger</translation>
    </message>
    <message>
        <source>The cache may take this share of its disk; pinned contents do not count.</source>
        <translation>Der Cache darf diesen Anteil seines Datenträgers einnehmen; angeheftete Inhalte zählen nicht.</translation>
    </message>
    <message>
        <source>Largest cache</source>
        <translation>Größter Cache</translation>
    </message>
    <message>
        <source>The cache may take so much, whatever the size of the disk.</source>
        <translation>So viel darf der Cache einnehmen, wie groß der Datenträger auch ist.</translation>
    </message>
    <message>
        <source>Longest stay in the cache</source>
        <translation>Längster Verbleib im Cache</translation>
    </message>
    <message>
        <source>A content that is not used for so long is removed; pinned contents stay.</source>
        <translation>Ein Inhalt, der so lange nicht benutzt wird, wird entfernt; angeheftete bleiben.</translation>
    </message>
    <message>
        <source>Smallest cached file</source>
        <translation>Kleinste Datei im Cache</translation>
    </message>
    <message>
        <source>Smaller contents are not kept once they are delivered.</source>
        <translation>Kleinere Inhalte werden nach der Lieferung nicht behalten.</translation>
    </message>
    <message>
        <source>Free space to leave</source>
        <translation>Platz, der frei bleibt</translation>
    </message>
    <message>
        <source>The cache leaves so much free space on its disk to everybody else.</source>
        <translation>So viel Platz lässt der Cache auf seinem Datenträger allen anderen.</translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation>Downloadmodus</translation>
    </message>
    <message>
        <source>Whom contents are exchanged with: nobody, the LAN, a group, the internet.</source>
        <translation>Mit wem Inhalte ausgetauscht werden: mit niemandem, dem LAN, einer Gruppe, dem Internet.</translation>
    </message>
    <message>
        <source>Look for peers on the LAN</source>
        <translation>Peers im LAN suchen</translation>
    </message>
    <message>
        <source>Tell the LAN which contents are here, and listen to who else has them.</source>
        <translation>Dem LAN sagen, welche Inhalte hier sind, und zuhören, wer sie noch hat.</translation>
    </message>
    <message>
        <source>Port for peers</source>
        <translation>Port für Peers</translation>
    </message>
    <message>
        <source>Peers connect to this TCP port; to any free one if it is taken.</source>
        <translation>Peers verbinden sich mit diesem TCP-Port; ist er belegt, mit einem freien.</translation>
    </message>
    <message>
        <source>Connections per content</source>
        <translation>Verbindungen je Inhalt</translation>
    </message>
    <message>
        <source>A content has at most so many peers at a time.</source>
        <translation>Ein Inhalt hat höchstens so viele Peers gleichzeitig.</translation>
    </message>
    <message>
        <source>Peers served at a time</source>
        <translation>Peers, die gleichzeitig bedient werden</translation>
    </message>
    <message>
        <source>So many peers of a content are sent blocks side by side; others wait.</source>
        <translation>So vielen Peers eines Inhalts werden gleichzeitig Blöcke gesendet; andere warten.</translation>
    </message>
    <message>
        <source>Addresses for peers</source>
        <translation>Adressen für Peers</translation>
    </message>
    <message>
        <source>Peers can connect to these addresses of the machine; all of them by default.</source>
        <translation>Peers können sich mit diesen Adressen der Maschine verbinden; vorgegeben sind alle.</translation>
    </message>
    <message>
        <source>Smallest file from peers</source>
        <translation>Kleinste Datei von Peers</translation>
    </message>
    <message>
        <source>Smaller contents are fetched over HTTP alone.</source>
        <translation>Kleinere Inhalte werden allein über HTTP geholt.</translation>
    </message>
    <message>
        <source>Wait for peers, foreground</source>
        <translation>Auf Peers warten, Vordergrund</translation>
    </message>
    <message>
        <source>Wait for peers, background</source>
        <translation>Auf Peers warten, Hintergrund</translation>
    </message>
    <message>
        <source>Least background speed</source>
        <translation>Mindestrate im Hintergrund</translation>
    </message>
    <message>
        <source>Foreground download limit</source>
        <translation>Downloadgrenze im Vordergrund</translation>
    </message>
    <message>
        <source>Foreground download limit, share</source>
        <translation>Downloadgrenze im Vordergrund, Anteil</translation>
    </message>
    <message>
        <source>Background download limit</source>
        <translation>Downloadgrenze im Hintergrund</translation>
    </message>
    <message>
        <source>Background download limit, share</source>
        <translation>Downloadgrenze im Hintergrund, Anteil</translation>
    </message>
    <message>
        <source>Upload limit</source>
        <translation>Uploadgrenze</translation>
    </message>
    <message>
        <source>Upload limit, share</source>
        <translation>Uploadgrenze, Anteil</translation>
    </message>
    <message>
        <source>No limits on the LAN</source>
        <translation>Keine Grenzen im LAN</translation>
    </message>
    <message>
        <source>the default</source>
        <translation>die Vorgabe</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>den Dienst</translation>
    </message>
    <message>
        <source>the settings file</source>
        <translation>die Einstellungsdatei</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>die Befehlszeile</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Resolving</source>
        <translation>Wird aufgelöst</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Caching</source>
        <translation>Im Cache</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waiting until another job ends.</source>
        <translation>Wartet, bis ein anderer Auftrag endet.</translation>
    </message>
    <message>
        <source>Another job is obtaining the same content; this one gets it from the cache then.</source>
        <translation>Ein anderer Auftrag holt denselben Inhalt; dieser bekommt ihn dann aus dem Cache.</translation>
    </message>
    <message>
        <source>Fetching the content metadata.</source>
        <translation>Holt die Inhaltsmetadaten.</translation>
    </message>
    <message>
        <source>Contacting the source.</source>
        <translation>Nimmt Verbindung mit der Quelle auf.</translation>
    </message>
    <message>
        <source>Looking at what the cache already has.</source>
        <translation>Sieht nach, was der Cache schon hat.</translation>
    </message>
    <message>
        <source>Receiving from the HTTP origin.</source>
        <translation>Empfängt vom HTTP-Ursprung.</translation>
    </message>
    <message>
        <source>Receiving from peers.</source>
        <translation>Empfängt von Peers.</translation>
    </message>
    <message>
        <source>Receiving from peers and from HTTP.</source>
        <translation>Empfängt von Peers und über HTTP.</translation>
    </message>
    <message>
        <source>Waiting for peers: others nearby are fetching what is missing, or nobody who is connected has it.</source>
        <translation>Wartet auf Peers: Andere in der Nähe holen, was fehlt, oder niemand, der verbunden ist, hat es.</translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache and is offered to peers.</source>
        <translation>Bewiesen und übergeben; er bleibt im Cache und wird Peers angeboten.</translation>
    </message>
    <message>
        <source>%1 Tried again in %2.</source>
        <translation>%1 In %2 wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>%1 of free space are needed.</source>
        <translation>%1 freier Platz werden gebraucht.</translation>
    </message>
    <message>
        <source>%1 Everything received is kept; it goes on by itself. Looked at again in %2.</source>
        <translation>%1 Alles Empfangene bleibt erhalten; es geht von selbst weiter. In %2 wird wieder nachgesehen.</translation>
    </message>
    <message>
        <source>Waiting for the disk, which is slower than the network.</source>
        <translation>Wartet auf den Datenträger, der langsamer ist als das Netz.</translation>
    </message>
    <message>
        <source>Making sure that everything is on the disk.</source>
        <translation>Stellt sicher, dass alles auf dem Datenträger ist.</translation>
    </message>
    <message>
        <source>Bringing the content to its destination.</source>
        <translation>Bringt den Inhalt an sein Ziel.</translation>
    </message>
    <message>
        <source>Paused; everything verified is kept. Resume it to go on.</source>
        <translation>Angehalten; alles Geprüfte bleibt erhalten. Setzen Sie ihn fort, damit es weitergeht.</translation>
    </message>
    <message>
        <source>Paused, because the limit for such downloads is 0. Everything verified is kept; it goes on by itself when the limit is raised or removed.</source>
        <translation>Angehalten, weil die Grenze für solche Downloads 0 ist. Alles Geprüfte bleibt erhalten; es geht von selbst weiter, wenn die Grenze erhöht oder aufgehoben wird.</translation>
    </message>
    <message>
        <source>Not finished, and nothing works on it. Run its download again to go on.</source>
        <translation>Nicht fertig, und nichts arbeitet daran. Laden Sie ihn noch einmal herunter, damit es weitergeht.</translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache.</source>
        <translation>Bewiesen und übergeben; er bleibt im Cache.</translation>
    </message>
    <message>
        <source>Simple mode: there is no content metadata, so only the whole file can be proven and peers are off.</source>
        <translation>Einfacher Modus: Es gibt keine Inhaltsmetadaten, also kann nur die ganze Datei bewiesen werden, und Peers sind aus.</translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Give its ContentId with --content-id to authorise it.</source>
        <translation>Peers sind aus: Die Inhaltsmetadaten kamen über einfaches HTTP. Geben Sie mit --content-id die ContentId an, um sie zu genehmigen.</translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Give --sha256 to have them proven.</source>
        <translation>Nicht bewiesen: Es gibt weder Inhaltsmetadaten noch eine SHA-256, also sind die Bytes so, wie der Server sie gesendet hat. Geben Sie --sha256 an, um sie zu beweisen.</translation>
    </message>
    <message>
        <source>Simple mode: the services do not know this content, so it comes over HTTP alone.</source>
        <translation>Einfacher Modus: Die Dienste kennen diesen Inhalt nicht, also kommt er nur über HTTP.</translation>
    </message>
    <message>
        <source>Simple mode: the services do not answer, so nobody vouches for the content and it comes over HTTP alone.</source>
        <translation>Einfacher Modus: Die Dienste antworten nicht, also bürgt niemand für den Inhalt, und er kommt nur über HTTP.</translation>
    </message>
    <message>
        <source>Simple mode: what the services say of this content cannot be trusted, so it comes over HTTP alone.</source>
        <translation>Einfacher Modus: Was die Dienste über diesen Inhalt sagen, ist nicht vertrauenswürdig, also kommt er nur über HTTP.</translation>
    </message>
    <message>
        <source>Simple mode: the content metadata is not what the services promised, so it comes over HTTP alone.</source>
        <translation>Einfacher Modus: Die Inhaltsmetadaten sind nicht, was die Dienste versprochen haben, also kommt der Inhalt nur über HTTP.</translation>
    </message>
    <message>
        <source>Peers are off: the services allow none for this content in the download mode that is set.</source>
        <translation>Peers sind aus: Die Dienste erlauben für diesen Inhalt keine im eingestellten Download-Modus.</translation>
    </message>
    <message>
        <source>The job goes on over HTTP alone.</source>
        <translation>Der Auftrag geht nur über HTTP weiter.</translation>
    </message>
    <message>
        <source>What the services say of the content cannot be trusted.</source>
        <translation>Was die Dienste über den Inhalt sagen, ist nicht vertrauenswürdig.</translation>
    </message>
    <message>
        <source>matched by the services</source>
        <translation>von den Diensten vermittelt</translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation>MB/s</translation>
    </message>
    <message>
        <source>MiB/s</source>
        <translation>MiB/s</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a number and its unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>einige Sekunden</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>etwa %1 h</translation>
    </message>
    <message>
        <source>about %1 h 30 min</source>
        <translation>etwa %1 h 30 min</translation>
    </message>
    <message>
        <source>about %1 d</source>
        <translation>etwa %1 d</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 d</translation>
    </message>
    <message>
        <source>&lt; %1 %</source>
        <translation>&lt; %1 %</translation>
    </message>
    <message>
        <source>&gt; %1 %</source>
        <translation>&gt; %1 %</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>The update pack is not well-formed.</source>
        <translation>Das Aktualisierungspaket ist nicht wohlgeformt.</translation>
    </message>
    <message>
        <source>The update pack is damaged.</source>
        <translation>Das Aktualisierungspaket ist beschädigt.</translation>
    </message>
    <message>
        <source>The update pack asks for more than it may.</source>
        <translation>Das Aktualisierungspaket verlangt mehr, als es darf.</translation>
    </message>
    <message>
        <source>The update pack is for another state of the installed files.</source>
        <translation>Das Aktualisierungspaket ist für einen anderen Stand der installierten Dateien.</translation>
    </message>
    <message>
        <source>A path in the release is not acceptable.</source>
        <translation>Ein Pfad in der Ausgabe ist nicht annehmbar.</translation>
    </message>
    <message>
        <source>Installed files were changed by somebody else.</source>
        <translation>Installierte Dateien wurden von jemand anderem geändert.</translation>
    </message>
    <message>
        <source>It is not known what is installed there.</source>
        <translation>Es ist nicht bekannt, was dort installiert ist.</translation>
    </message>
    <message>
        <source>Another update of the same files is at work.</source>
        <translation>Eine andere Aktualisierung derselben Dateien ist am Werk.</translation>
    </message>
    <message>
        <source>The update manifest is not well-formed.</source>
        <translation>Das Aktualisierungsmanifest ist nicht wohlgeformt.</translation>
    </message>
    <message>
        <source>The update manifest is not signed with the publisher&apos;s key.</source>
        <translation>Das Aktualisierungsmanifest ist nicht mit dem Schlüssel des Herausgebers signiert.</translation>
    </message>
    <message>
        <source>The update is older than what was seen here before.</source>
        <translation>Die Aktualisierung ist älter als das, was hier schon gesehen wurde.</translation>
    </message>
    <message>
        <source>The update manifest has expired.</source>
        <translation>Das Aktualisierungsmanifest ist abgelaufen.</translation>
    </message>
    <message>
        <source>No update leads there from what is installed.</source>
        <translation>Keine Aktualisierung führt von dem, was installiert ist, dorthin.</translation>
    </message>
    <message>
        <source>The new version failed its health check; the old one is back.</source>
        <translation>Die neue Version hat ihre Prüfung nicht bestanden; die alte ist wieder da.</translation>
    </message>
    <message>
        <source>The package cannot be opened as a release.</source>
        <translation>Das Paket kann nicht als Ausgabe geöffnet werden.</translation>
    </message>
    <message>
        <source>Held back by its own limit.</source>
        <translation>Gebremst durch die eigene Grenze.</translation>
    </message>
    <message>
        <source>Held back by the limit for all downloads.</source>
        <translation>Gebremst durch die Grenze für alle Downloads.</translation>
    </message>
    <message>
        <source>Held back by the limit for foreground downloads.</source>
        <translation>Gebremst durch die Grenze für Downloads im Vordergrund.</translation>
    </message>
    <message>
        <source>Held back by the limit for background downloads.</source>
        <translation>Gebremst durch die Grenze für Downloads im Hintergrund.</translation>
    </message>
    <message>
        <source>Held back because foreground downloads use up the limit for all.</source>
        <translation>Gebremst, weil Downloads im Vordergrund die Grenze für alle ausschöpfen.</translation>
    </message>
    <message>
        <source>Held back by the upload limit.</source>
        <translation>Gebremst durch die Uploadgrenze.</translation>
    </message>
    <message>
        <source>Held back by the upload limit for the group.</source>
        <translation>Gebremst durch die Uploadgrenze für die Gruppe.</translation>
    </message>
    <message>
        <source>Held back by the upload limit for the internet.</source>
        <translation>Gebremst durch die Uploadgrenze für das Internet.</translation>
    </message>
    <message>
        <source>The cache may take %1 of this disk&apos;s %2; it takes %3 now.</source>
        <translation>Der Cache darf %1 von den %2 dieses Datenträgers einnehmen; jetzt sind es %3.</translation>
    </message>
    <message>
        <source>Everything comes over HTTP; nothing is exchanged with other machines.</source>
        <translation>Alles kommt über HTTP; mit anderen Maschinen wird nichts ausgetauscht.</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network.</source>
        <translation>Inhalte werden mit Maschinen dieses Netzes ausgetauscht.</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network and of our group.</source>
        <translation>Inhalte werden mit Maschinen dieses Netzes und unserer Gruppe ausgetauscht.</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network, of our group and of the internet.</source>
        <translation>Inhalte werden mit Maschinen dieses Netzes, unserer Gruppe und des Internets ausgetauscht.</translation>
    </message>
    <message>
        <source>No limit.</source>
        <translation>Keine Grenze.</translation>
    </message>
    <message>
        <source>Has no effect: the alternative limits are on.</source>
        <translation>Wirkungslos: Die alternativen Grenzen sind an.</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Höchstens %1.</translation>
    </message>
    <message>
        <source>At most %1: %2 % of the measured %3.</source>
        <translation>Höchstens %1: %2 % von gemessenen %3.</translation>
    </message>
    <message>
        <source>No effect yet: the bandwidth has not been measured.</source>
        <translation>Noch wirkungslos: Die Bandbreite ist noch nicht gemessen.</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>Jetzt: %1.</translation>
    </message>
    <message>
        <source>It holds transfers back at the moment.</source>
        <translation>Sie bremst im Moment Übertragungen.</translation>
    </message>
    <message>
        <source>At most %1 at a time; %2 run and %3 wait now.</source>
        <translation>Höchstens %1 gleichzeitig; %2 laufen und %3 warten jetzt.</translation>
    </message>
    <message>
        <source>Has no effect: a size is set, and it counts.</source>
        <translation>Wirkungslos: Eine Größe ist gesetzt, und sie gilt.</translation>
    </message>
    <message>
        <source>No size is set: the share of the disk counts.</source>
        <translation>Keine Größe ist gesetzt: Der Anteil am Datenträger gilt.</translation>
    </message>
    <message>
        <source>What is not used for %1 goes.</source>
        <translation>Was %1 lang nicht benutzt wird, geht.</translation>
    </message>
    <message>
        <source>Contents stay until their space is needed.</source>
        <translation>Inhalte bleiben, bis ihr Platz gebraucht wird.</translation>
    </message>
    <message>
        <source>%1 are free on this disk; the cache gives way below %2.</source>
        <translation>%1 sind auf diesem Datenträger frei; unter %2 weicht der Cache.</translation>
    </message>
    <message>
        <source>What stays on the LAN is as fast as it can be.</source>
        <translation>Was im LAN bleibt, ist so schnell, wie es sein kann.</translation>
    </message>
    <message>
        <source>Limits apply to what stays on the LAN, too.</source>
        <translation>Grenzen gelten auch für das, was im LAN bleibt.</translation>
    </message>
    <message>
        <source>The alternative limits are in force.</source>
        <translation>Die alternativen Grenzen sind in Kraft.</translation>
    </message>
    <message>
        <source>The alternative limits wait to be switched on.</source>
        <translation>Die alternativen Grenzen warten darauf, eingeschaltet zu werden.</translation>
    </message>
    <message>
        <source>The LAN is told what is here, and listened to.</source>
        <translation>Dem LAN wird gesagt, was hier ist, und ihm wird zugehört.</translation>
    </message>
    <message>
        <source>Nothing is said on the LAN: its machines do not find this one by themselves.</source>
        <translation>Im LAN wird nichts gesagt: Seine Maschinen finden diese nicht von selbst.</translation>
    </message>
    <message>
        <source>Peers can connect to every address of this machine.</source>
        <translation>Peers können sich mit jeder Adresse dieser Maschine verbinden.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>In force: %1.</source>
        <translation>In Kraft: %1.</translation>
    </message>
    <message>
        <source>The settings file says %1, but %2 is stronger.</source>
        <translation>Die Einstellungsdatei sagt %1, aber %2 ist stärker.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Foreground jobs that begin from now on ask peers alone for so long, then HTTP as well.</source>
        <translation>Aufträge im Vordergrund, die von jetzt an beginnen, fragen so lange allein Peers, dann auch HTTP.</translation>
    </message>
    <message>
        <source>Background jobs that begin from now on ask peers alone for so long, then HTTP as well.</source>
        <translation>Aufträge im Hintergrund, die von jetzt an beginnen, fragen so lange allein Peers, dann auch HTTP.</translation>
    </message>
    <message>
        <source>Background jobs that begin from now on, and that peers serve more slowly, are topped up over HTTP.</source>
        <translation>Aufträge im Hintergrund, die von jetzt an beginnen und die Peers langsamer bedienen, werden über HTTP aufgefüllt.</translation>
    </message>
    <message>
        <source>Cache servers</source>
        <translation>Cache-Server</translation>
    </message>
    <message>
        <source>Asked in this order before the HTTP origin, for jobs that begin from now on.</source>
        <translation>In dieser Reihenfolge vor dem HTTP-Ursprung gefragt, für Aufträge, die von jetzt an beginnen.</translation>
    </message>
    <message>
        <source>Wait for the cache server, foreground</source>
        <translation>Auf den Cache-Server warten, Vordergrund</translation>
    </message>
    <message>
        <source>When no cache server serves, foreground jobs ask the origin after so long.</source>
        <translation>Wenn kein Cache-Server liefert, fragen Aufträge im Vordergrund nach so langer Zeit den Ursprung.</translation>
    </message>
    <message>
        <source>Wait for the cache server, background</source>
        <translation>Auf den Cache-Server warten, Hintergrund</translation>
    </message>
    <message>
        <source>When no cache server serves, background jobs ask the origin after so long.</source>
        <translation>Wenn kein Cache-Server liefert, fragen Aufträge im Hintergrund nach so langer Zeit den Ursprung.</translation>
    </message>
    <message>
        <source>Download limit</source>
        <translation>Downloadgrenze</translation>
    </message>
    <message>
        <source>All jobs together receive no more than this, foreground first; 0 pauses all jobs.</source>
        <translation>Alle Aufträge zusammen empfangen nicht mehr als das, Vordergrund zuerst; 0 hält alle Aufträge an.</translation>
    </message>
    <message>
        <source>Download limit, share</source>
        <translation>Downloadgrenze, Anteil</translation>
    </message>
    <message>
        <source>All jobs together receive at most this share of the measured bandwidth, foreground first; 0 % pauses all jobs.</source>
        <translation>Alle Aufträge zusammen empfangen höchstens diesen Anteil der gemessenen Bandbreite, Vordergrund zuerst; 0 % hält alle Aufträge an.</translation>
    </message>
    <message>
        <source>Foreground jobs together receive no more than this; 0 pauses them.</source>
        <translation>Aufträge im Vordergrund empfangen zusammen nicht mehr als das; 0 hält sie an.</translation>
    </message>
    <message>
        <source>Foreground jobs together receive at most this share of the measured bandwidth; 0 % pauses them.</source>
        <translation>Aufträge im Vordergrund empfangen zusammen höchstens diesen Anteil der gemessenen Bandbreite; 0 % hält sie an.</translation>
    </message>
    <message>
        <source>Background jobs together receive no more than this; 0 pauses them.</source>
        <translation>Aufträge im Hintergrund empfangen zusammen nicht mehr als das; 0 hält sie an.</translation>
    </message>
    <message>
        <source>Background jobs together receive at most this share of the measured bandwidth; 0 % pauses them.</source>
        <translation>Aufträge im Hintergrund empfangen zusammen höchstens diesen Anteil der gemessenen Bandbreite; 0 % hält sie an.</translation>
    </message>
    <message>
        <source>Peers together are sent no more than this; 0: nothing.</source>
        <translation>An alle Peers zusammen wird nicht mehr als das gesendet; 0: nichts.</translation>
    </message>
    <message>
        <source>Peers together are sent at most this share of the measured bandwidth; 0 %: nothing.</source>
        <translation>An alle Peers zusammen wird höchstens dieser Anteil der gemessenen Bandbreite gesendet; 0 %: nichts.</translation>
    </message>
    <message>
        <source>Upload limit, group</source>
        <translation>Uploadgrenze, Gruppe</translation>
    </message>
    <message>
        <source>Peers of the group together are sent no more than this; 0: nothing.</source>
        <translation>An die Peers der Gruppe zusammen wird nicht mehr als das gesendet; 0: nichts.</translation>
    </message>
    <message>
        <source>Upload limit, internet</source>
        <translation>Uploadgrenze, Internet</translation>
    </message>
    <message>
        <source>Peers on the internet together are sent no more than this; 0: nothing.</source>
        <translation>An Peers im Internet zusammen wird nicht mehr als das gesendet; 0: nichts.</translation>
    </message>
    <message>
        <source>Limits do not apply to what peers on the LAN give and get, as in the original.</source>
        <translation>Grenzen gelten nicht für das, was Peers im LAN geben und bekommen, wie im Original.</translation>
    </message>
    <message>
        <source>Alternative limits</source>
        <translation>Alternative Grenzen</translation>
    </message>
    <message>
        <source>While on, the alternative limits take the place of those for all downloads and all uploads.</source>
        <translation>Solange sie an sind, treten die alternativen Grenzen an die Stelle derer für alle Downloads und alle Uploads.</translation>
    </message>
    <message>
        <source>Alternative download limit</source>
        <translation>Alternative Downloadgrenze</translation>
    </message>
    <message>
        <source>The limit for all downloads while the alternative limits are on.</source>
        <translation>Die Grenze für alle Downloads, solange die alternativen Grenzen an sind.</translation>
    </message>
    <message>
        <source>Alternative upload limit</source>
        <translation>Alternative Uploadgrenze</translation>
    </message>
    <message>
        <source>The limit for all uploads while the alternative limits are on.</source>
        <translation>Die Grenze für alle Uploads, solange die alternativen Grenzen an sind.</translation>
    </message>
    <message>
        <source>LAN peers</source>
        <translation>LAN-Peers</translation>
    </message>
    <message>
        <source>Group peers</source>
        <translation>Gruppen-Peers</translation>
    </message>
    <message>
        <source>Internet peers</source>
        <translation>Internet-Peers</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>Cache-Server</translation>
    </message>
    <message>
        <source>Machines of this network.</source>
        <translation>Maschinen dieses Netzes.</translation>
    </message>
    <message>
        <source>Machines that proved that they belong to the same group, wherever they are.</source>
        <translation>Maschinen, die bewiesen haben, dass sie zur selben Gruppe gehören, wo sie auch sind.</translation>
    </message>
    <message>
        <source>Other machines on the internet.</source>
        <translation>Andere Maschinen im Internet.</translation>
    </message>
    <message>
        <source>The cache server of this network.</source>
        <translation>Der Cache-Server dieses Netzes.</translation>
    </message>
    <message>
        <source>The server that the content was published on.</source>
        <translation>Der Server, auf dem der Inhalt veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Receiving from the cache server.</source>
        <translation>Empfängt vom Cache-Server.</translation>
    </message>
    <message>
        <source>Waiting for peers; HTTP is asked as well in %1, as set.</source>
        <translation>Wartet auf Peers; in %1 wird auch HTTP gefragt, wie eingestellt.</translation>
    </message>
    <message>
        <source>The cache server does not serve: %1 The HTTP origin is asked in %2.</source>
        <translation>Der Cache-Server liefert nicht: %1 In %2 wird der HTTP-Ursprung gefragt.</translation>
    </message>
    <message>
        <source>Foreground limit</source>
        <translation>Vordergrundgrenze</translation>
    </message>
    <message>
        <source>Background limit</source>
        <translation>Hintergrundgrenze</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Forward from %1</source>
        <translation>Vorwärts von %1</translation>
    </message>
    <message>
        <source>Direct from %1</source>
        <translation>Direkt von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n pack(s), one after the other</source>
        <translation>
            <numerusform>%n Paket nacheinander</numerusform>
            <numerusform>%n Pakete nacheinander</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed, so only the full pack helps.</source>
        <translation>
            <numerusform>%n installierte Datei ist nicht mehr so, wie sie installiert wurde; nur das vollständige Paket hilft.</numerusform>
            <numerusform>%n installierte Dateien sind nicht mehr so, wie sie installiert wurden; nur das vollständige Paket hilft.</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes the fewest bytes: %1 instead of %2.</source>
        <translation>Er braucht die wenigsten Bytes: %1 statt %2.</translation>
    </message>
    <message>
        <source>It takes the fewest bytes.</source>
        <translation>Er braucht die wenigsten Bytes.</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Sieht nach</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>Setzt zurück</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Noch nicht nachgesehen</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Update available</source>
        <translation>Update vorhanden</translation>
    </message>
    <message>
        <source>Reading what the publisher offers, and looking at every installed file.</source>
        <translation>Liest, was der Herausgeber anbietet, und sieht jede installierte Datei an.</translation>
    </message>
    <message>
        <source>Fetching %1: %2 of %3.</source>
        <translation>Lädt %1: %2 von %3.</translation>
    </message>
    <message>
        <source>Fetching.</source>
        <translation>Lädt.</translation>
    </message>
    <message>
        <source>Bringing back %1, exactly as it was.</source>
        <translation>Bringt %1 zurück, genau wie es war.</translation>
    </message>
    <message>
        <source>Comparing every installed file with what was installed.</source>
        <translation>Vergleicht jede installierte Datei mit dem, was installiert wurde.</translation>
    </message>
    <message>
        <source>Nothing is installed.</source>
        <translation>Nichts ist installiert.</translation>
    </message>
    <message>
        <source>%1 is installed as before.</source>
        <translation>%1 ist installiert wie zuvor.</translation>
    </message>
    <message>
        <source>Nothing is installed yet. “Check” asks the publisher.</source>
        <translation>Noch ist nichts installiert. „Nachsehen“ fragt den Herausgeber.</translation>
    </message>
    <message>
        <source>“Check” asks the publisher for something newer.</source>
        <translation>„Nachsehen“ fragt den Herausgeber nach Neuerem.</translation>
    </message>
    <message>
        <source>%1 is installed, and there is nothing newer.</source>
        <translation>%1 ist installiert, und es gibt nichts Neueres.</translation>
    </message>
    <message>
        <source>%1 can be installed.</source>
        <translation>%1 kann installiert werden.</translation>
    </message>
    <message>
        <source>%1 is installed, %2 is there.</source>
        <translation>%1 ist installiert, %2 ist da.</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>an amount and a kind of source</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgesetzt</translation>
    </message>
    <message>
        <source>Refused by its health check</source>
        <translation>Von seiner Gesundheitsprüfung abgelehnt</translation>
    </message>
    <message>
        <source>Geo</source>
        <translation>Geo</translation>
    </message>
    <message>
        <source>Says which services are near.</source>
        <translation>Sagt, welche Dienste in der Nähe sind.</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked before the first transfer.</source>
        <translation>Noch nicht gefragt: Er wird vor der ersten Übertragung gefragt.</translation>
    </message>
    <message>
        <source>Key-value</source>
        <translation>Key-Value</translation>
    </message>
    <message>
        <source>Says where the other services are.</source>
        <translation>Sagt, wo die anderen Dienste sind.</translation>
    </message>
    <message>
        <source>Content policy</source>
        <translation>Content Policy</translation>
    </message>
    <message>
        <source>Vouches for contents and says whether peers may have them.</source>
        <translation>Bürgt für Inhalte und sagt, ob Peers sie haben dürfen.</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked when a transfer begins.</source>
        <translation>Noch nicht gefragt: Er wird gefragt, wenn eine Übertragung beginnt.</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Discovery</translation>
    </message>
    <message>
        <source>Says which array is responsible for a content.</source>
        <translation>Sagt, welcher Array für einen Inhalt zuständig ist.</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked when a content can be shared with peers.</source>
        <translation>Noch nicht gefragt: Er wird gefragt, wenn ein Inhalt mit Peers geteilt werden kann.</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>Tells machines that have the same content of each other.</source>
        <translation>Sagt Rechnern mit demselben Inhalt voneinander.</translation>
    </message>
    <message>
        <source>kind of device: always PC</source>
        <translation>Art des Geräts: immer PC</translation>
    </message>
    <message>
        <source>version of Freshet</source>
        <translation>Version von Freshet</translation>
    </message>
    <message>
        <source>the group that is set: it may have services of its own</source>
        <translation>die Gruppe, die eingestellt ist: Sie kann eigene Dienste haben</translation>
    </message>
    <message>
        <source>what geo answered: services may differ by country</source>
        <translation>was Geo geantwortet hat: Dienste können sich nach Land unterscheiden</translation>
    </message>
    <message>
        <source>what geo answered</source>
        <translation>was Geo geantwortet hat</translation>
    </message>
    <message>
        <source>which content is wanted, if its id is known</source>
        <translation>welcher Inhalt gewünscht ist, wenn seine ID bekannt ist</translation>
    </message>
    <message>
        <source>else its URL, without user, query and fragment</source>
        <translation>sonst seine URL, ohne Benutzer, Query und Fragment</translation>
    </message>
    <message>
        <source>chance, so that an old answer cannot be played again</source>
        <translation>Zufall, damit keine alte Antwort noch einmal abgespielt werden kann</translation>
    </message>
    <message>
        <source>which content is wanted or offered</source>
        <translation>welcher Inhalt gewünscht oder angeboten wird</translation>
    </message>
    <message>
        <source>chance, new with every start: so that nobody is told of itself</source>
        <translation>Zufall, bei jedem Start neu: damit niemandem er selbst genannt wird</translation>
    </message>
    <message>
        <source>private address: told to peers behind the same public one alone</source>
        <translation>private Adresse: nur Peers hinter derselben öffentlichen Adresse genannt</translation>
    </message>
    <message>
        <source>where peers can connect</source>
        <translation>wo Peers sich verbinden können</translation>
    </message>
    <message>
        <source>the download mode: who may be told of this machine</source>
        <translation>der Downloadmodus: wem dieser Rechner genannt werden darf</translation>
    </message>
    <message>
        <source>the group to meet, in group mode alone</source>
        <translation>die Gruppe, die getroffen werden soll, nur im Gruppenmodus</translation>
    </message>
    <message>
        <source>how many addresses are wanted</source>
        <translation>wie viele Adressen gewünscht sind</translation>
    </message>
    <message>
        <source>bytes of this content given to peers since the start</source>
        <translation>Bytes dieses Inhalts, die seit dem Start an Peers gingen</translation>
    </message>
    <message>
        <source>bytes of this content from peers since the start</source>
        <translation>Bytes dieses Inhalts, die seit dem Start von Peers kamen</translation>
    </message>
    <message>
        <source>bytes that are missing: who has all helps those who do not</source>
        <translation>Bytes, die fehlen: Wer alles hat, hilft denen, die nicht alles haben</translation>
    </message>
    <message>
        <source>that this machine leaves</source>
        <translation>dass dieser Rechner geht</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Noch nicht gefragt</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message>
        <source>Answered before</source>
        <translation>Hat früher geantwortet</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <source>What it said is used for another %1.</source>
        <translation>Was er gesagt hat, gilt noch %1.</translation>
    </message>
    <message>
        <source>What it said is out of date: it is asked again when it is needed.</source>
        <translation>Was er gesagt hat, ist veraltet: Er wird wieder gefragt, wenn er gebraucht wird.</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) in a row.</source>
        <translation>
            <numerusform>%n Mal hintereinander.</numerusform>
            <numerusform>%n Mal hintereinander.</numerusform>
        </translation>
    </message>
    <message>
        <source>What it said before still counts.</source>
        <translation>Was er vorher gesagt hat, gilt noch.</translation>
    </message>
    <message>
        <source>Tried again in %1 at the earliest.</source>
        <translation>Neuer Versuch frühestens in %1.</translation>
    </message>
    <message>
        <source>the authorities of the system</source>
        <translation>den Zertifizierungsstellen des Systems</translation>
    </message>
    <message>
        <source>the authority that was given</source>
        <translation>der angegebenen Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>%1, vouched for by %2</source>
        <translation>%1, verbürgt von %2</translation>
    </message>
    <message>
        <source>%1: expired on %2.</source>
        <translation>%1: abgelaufen am %2.</translation>
    </message>
    <message>
        <source>%1: not valid before %2.</source>
        <translation>%1: nicht gültig vor dem %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1: valid until %2, for another %n day(s).</source>
        <translation>
            <numerusform>%1: gültig bis %2, noch %n Tag.</numerusform>
            <numerusform>%1: gültig bis %2, noch %n Tage.</numerusform>
        </translation>
    </message>
    <message>
        <source>bytes of this content over HTTP since the start</source>
        <translation>Bytes dieses Inhalts über HTTP seit dem Start</translation>
    </message>
    <message>
        <source>how fast it is given to peers, in bytes per second</source>
        <translation>wie schnell er an Peers geht, in Bytes pro Sekunde</translation>
    </message>
    <message>
        <source>how fast it comes, in bytes per second</source>
        <translation>wie schnell er kommt, in Bytes pro Sekunde</translation>
    </message>
    <message>
        <source>whether somebody waits for it</source>
        <translation>ob jemand darauf wartet</translation>
    </message>
    <message>
        <source>This machine has ended the connection with %1, after %2.</source>
        <translation>Dieser Rechner hat die Verbindung mit %1 nach %2 beendet.</translation>
    </message>
    <message>
        <source>Correct what was given and try again.</source>
        <translation>Berichtigen Sie die Angaben und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Try again; it goes on where it stopped.</source>
        <translation>Versuchen Sie es noch einmal; es geht dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Set that right and try again, or download it again to another place.</source>
        <translation>Bringen Sie das in Ordnung und versuchen Sie es noch einmal, oder laden Sie es an einen anderen Ort herunter.</translation>
    </message>
    <message>
        <source>Free some disk space and try again; it goes on where it stopped.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger und versuchen Sie es noch einmal; es geht dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then try again.</source>
        <translation>Berichtigen Sie Besitzer oder Rechte und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>End the other program, then try again.</source>
        <translation>Beenden Sie das andere Programm und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Start Freshet again.</source>
        <translation>Starten Sie Freshet neu.</translation>
    </message>
    <message>
        <source>It goes on by itself; “Cancel” ends it.</source>
        <translation>Es geht von selbst weiter; „Abbrechen“ beendet es.</translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then try again.</source>
        <translation>Melden Sie sich am Netz oder am Proxy an und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Install the newer Freshet, or start it with another directory for the cache.</source>
        <translation>Installieren Sie das neuere Freshet, oder starten Sie es mit einem anderen Verzeichnis für den Cache.</translation>
    </message>
    <message>
        <source>Please report this with what was done before; the page “Log” saves what helps.</source>
        <translation>Bitte melden Sie das mit dem, was davor getan wurde; die Seite „Protokoll“ speichert, was dabei hilft.</translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Add it again with its ContentId to authorise it.</source>
        <translation>Peers sind aus: Die Inhaltsmetadaten kamen über einfaches HTTP. Fügen Sie sie noch einmal mit ihrer ContentId hinzu, um sie zu genehmigen.</translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Add it with its SHA-256 to have them proven.</source>
        <translation>Nicht bewiesen: Es gibt weder Inhaltsmetadaten noch eine SHA-256, also sind die Bytes so, wie der Server sie gesendet hat. Fügen Sie es mit seiner SHA-256 hinzu, um sie zu beweisen.</translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed: what they are needed for is fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n installierte Datei ist nicht, was installiert wurde: Wofür sie gebraucht wird, das wird ganz geholt, und sonst nichts.</numerusform>
            <numerusform>%n installierte Dateien sind nicht, was installiert wurde: Wofür sie gebraucht werden, das wird ganz geholt, und sonst nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused at %1 %. What is installed is as before.</source>
        <translation>Angehalten bei %1 %. Installiert ist dasselbe wie zuvor.</translation>
    </message>
    <message>
        <source>Building %1 beside what is installed, %2 %; then both change places in one step.</source>
        <translation>%1 wird neben dem Installierten gebaut, %2 %; dann tauschen beide in einem Schritt die Plätze.</translation>
    </message>
    <message numerus="yes">
        <source>%n new file(s) come out otherwise on this machine than at the publisher&apos;s: they are fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n neue Datei gerät auf diesem Rechner anders als beim Herausgeber: Sie wird ganz geladen, sonst nichts.</numerusform>
            <numerusform>%n neue Dateien geraten auf diesem Rechner anders als beim Herausgeber: Sie werden ganz geladen, sonst nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Baut</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <comment>what goes on, and how much of it is done</comment>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>Paused at %1 of %2. What was received is kept.</source>
        <translation>Angehalten bei %1 von %2. Was empfangen wurde, bleibt erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed; the next update replaces them.</source>
        <translation>
            <numerusform>%n installierte Datei ist nicht, was installiert wurde; die nächste Aktualisierung ersetzt sie.</numerusform>
            <numerusform>%n installierte Dateien sind nicht, was installiert wurde; die nächste Aktualisierung ersetzt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>The publisher was asked at %1.</source>
        <translation>Der Herausgeber wurde um %1 gefragt.</translation>
    </message>
    <message>
        <source>Nothing is installed that it could be made of, so everything is fetched.</source>
        <translation>Es ist nichts installiert, woraus es gebaut werden könnte; also wird alles geladen.</translation>
    </message>
    <message>
        <source>It is the only way.</source>
        <translation>Es ist der einzige Weg.</translation>
    </message>
    <message>
        <source>Can be installed</source>
        <translation>Kann installiert werden</translation>
    </message>
    <message>
        <source>%1 received and proven: %2.</source>
        <translation>%1 empfangen und bewiesen: %2.</translation>
    </message>
</context>
<context>
    <name>freshet::ui</name>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>The end of the step that the rates are the means of</source>
        <translation>Das Ende des Schritts, dessen Mittel die Raten sind</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>From all sources together</source>
        <translation>Von allen Quellen zusammen</translation>
    </message>
    <message>
        <source>LAN peers</source>
        <translation>LAN-Peers</translation>
    </message>
    <message>
        <source>Received from machines of this network</source>
        <translation>Von Maschinen dieses Netzes empfangen</translation>
    </message>
    <message>
        <source>Group peers</source>
        <translation>Gruppen-Peers</translation>
    </message>
    <message>
        <source>Received from machines of the same group</source>
        <translation>Von Maschinen derselben Gruppe empfangen</translation>
    </message>
    <message>
        <source>Internet peers</source>
        <translation>Internet-Peers</translation>
    </message>
    <message>
        <source>Received from other machines on the internet</source>
        <translation>Von anderen Maschinen im Internet empfangen</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>Cache-Server</translation>
    </message>
    <message>
        <source>Received from the cache server</source>
        <translation>Vom Cache-Server empfangen</translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation>HTTP-Ursprung</translation>
    </message>
    <message>
        <source>Received from the HTTP origin</source>
        <translation>Vom HTTP-Ursprung empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>To all peers together</source>
        <translation>An alle Peers zusammen</translation>
    </message>
    <message>
        <source>To LAN peers</source>
        <translation>An LAN-Peers</translation>
    </message>
    <message>
        <source>Sent to machines of this network</source>
        <translation>An Maschinen dieses Netzes gesendet</translation>
    </message>
    <message>
        <source>To group peers</source>
        <translation>An Gruppen-Peers</translation>
    </message>
    <message>
        <source>Sent to machines of the same group</source>
        <translation>An Maschinen derselben Gruppe gesendet</translation>
    </message>
    <message>
        <source>To internet peers</source>
        <translation>An Internet-Peers</translation>
    </message>
    <message>
        <source>Sent to other machines on the internet</source>
        <translation>An andere Maschinen im Internet gesendet</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>Umsonst</translation>
    </message>
    <message>
        <source>Of what was received: of no use, because it came twice or failed its proof</source>
        <translation>Vom Empfangenen: unbrauchbar, weil es doppelt kam oder den Beweis nicht bestand</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The content&apos;s file name</source>
        <translation>Der Dateiname des Inhalts</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of the whole content</source>
        <translation>Des ganzen Inhalts</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>How much of it is in the cache</source>
        <translation>Wie viel davon im Cache ist</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Since it was first asked for</source>
        <translation>Seit er zum ersten Mal verlangt wurde</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Where its bytes came from</source>
        <translation>Woher seine Bytes kamen</translation>
    </message>
    <message>
        <source>Sent to peers</source>
        <translation>An Peers gesendet</translation>
    </message>
    <message>
        <source>What others have had of it from here</source>
        <translation>Was andere von hier davon bekommen haben</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>For how long it stays</source>
        <translation>Wie lange er bleibt</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>What its bytes are proven with</source>
        <translation>Womit seine Bytes bewiesen sind</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>ContentId, or the key of a content without metadata</source>
        <translation>ContentId, oder der Schlüssel eines Inhalts ohne Metadaten</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When it happened, the last time of what is repeated</source>
        <translation>Wann es geschah, bei Wiederholtem zuletzt</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>Wie wichtig es ist</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Worum es geht</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>And why</source>
        <translation>Und warum</translation>
    </message>
    <message>
        <source>%1  × %2</source>
        <translation>%1  × %2</translation>
    </message>
    <message>
        <source>Banned address</source>
        <translation>Gesperrte Adresse</translation>
    </message>
    <message>
        <source>Nobody at this address is spoken to</source>
        <translation>Mit niemandem an dieser Adresse wird gesprochen</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>The port that is meant, or all of them</source>
        <translation>Der gemeinte Port, oder alle</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Why it is banned</source>
        <translation>Warum er gesperrt ist</translation>
    </message>
    <message>
        <source>For another</source>
        <translation>Noch</translation>
    </message>
    <message>
        <source>The ban ends by itself then</source>
        <translation>Dann endet die Sperre von selbst</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>The content that the ban is for, or all of them</source>
        <translation>Der Inhalt, für den die Sperre gilt, oder alle</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>IP address and port; of HTTP sources the host</source>
        <translation>IP-Adresse und Port; bei HTTP-Quellen der Rechner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Which of the five source classes it belongs to</source>
        <translation>Zu welcher der fünf Klassen von Quellen er gehört</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What goes on with it, or why it is not used</source>
        <translation>Was mit ihm geschieht, oder warum er nicht benutzt wird</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Received from it, mean of the last 20 s</source>
        <translation>Von ihm empfangen, Mittel der letzten 20 s</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Sent to it, mean of the last 20 s</source>
        <translation>An ihn gesendet, Mittel der letzten 20 s</translation>
    </message>
    <message>
        <source>On this connection</source>
        <translation>Auf dieser Verbindung</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Hat</translation>
    </message>
    <message>
        <source>How much of the content it has, as it says</source>
        <translation>Wie viel vom Inhalt er hat, wie er sagt</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>From a request to its block, with the time that it waits there</source>
        <translation>Von einer Anfrage bis zu ihrem Block, mit der Zeit, die sie dort wartet</translation>
    </message>
    <message>
        <source>Connected for</source>
        <translation>Verbunden seit</translation>
    </message>
    <message>
        <source>How long this connection has lasted</source>
        <translation>Wie lange diese Verbindung schon besteht</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Whether the connection is TLS</source>
        <translation>Ob die Verbindung TLS ist</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden durch</translation>
    </message>
    <message>
        <source>Who told of its address</source>
        <translation>Wer von seiner Adresse erzählt hat</translation>
    </message>
    <message>
        <source>Bad blocks</source>
        <translation>Schlechte Blöcke</translation>
    </message>
    <message>
        <source>What failed its proof and was thrown away</source>
        <translation>Was den Beweis nicht bestand und weggeworfen wurde</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>What it calls itself: a claim, no proof</source>
        <translation>Wie er sich nennt: eine Behauptung, kein Beweis</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>The content that it is a peer of</source>
        <translation>Der Inhalt, dessen Peer er ist</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time.</source>
        <translation>In dieser Zeit wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Nothing passed in this time.</source>
        <translation>In dieser Zeit lief nichts.</translation>
    </message>
    <message>
        <source>Peak %1 at %2 · mean %3 · 95 % of the time at most %4</source>
        <translation>Spitze %1 um %2 · Mittel %3 · 95 % der Zeit höchstens %4</translation>
    </message>
    <message>
        <source>%1 from LAN peers</source>
        <translation>%1 von LAN-Peers</translation>
    </message>
    <message>
        <source>%1 from group peers</source>
        <translation>%1 von Gruppen-Peers</translation>
    </message>
    <message>
        <source>%1 from internet peers</source>
        <translation>%1 von Internet-Peers</translation>
    </message>
    <message>
        <source>%1 from the cache server</source>
        <translation>%1 vom Cache-Server</translation>
    </message>
    <message>
        <source>%1 from the HTTP origin</source>
        <translation>%1 vom HTTP-Ursprung</translation>
    </message>
    <message>
        <source>%1 wasted</source>
        <translation>%1 umsonst</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Connected: %1 on the LAN, %2 of the group, %3 on the internet; %4 known</source>
        <translation>Verbunden: %1 im LAN, %2 der Gruppe, %3 im Internet; %4 bekannt</translation>
    </message>
    <message>
        <source>Foreground</source>
        <translation>Vordergrund</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>every piece, by metadata</source>
        <translation>jedes Stück, durch Metadaten</translation>
    </message>
    <message>
        <source>every piece, by piece hashes</source>
        <translation>jedes Stück, durch Stückprüfsummen</translation>
    </message>
    <message>
        <source>the whole, by SHA-256</source>
        <translation>das Ganze, durch SHA-256</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>nicht bewiesen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2.</source>
        <translation>%1 von %2.</translation>
    </message>
    <message>
        <source>Receiving %1.</source>
        <translation>Empfängt %1.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>%1 übrig.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>being fetched by another machine of the site</source>
        <translation>wird von einer anderen Maschine des Standorts geholt</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>received and proven, on its way to the disk</source>
        <translation>empfangen und bewiesen, auf dem Weg zum Datenträger</translation>
    </message>
    <message>
        <source>there</source>
        <translation>da</translation>
    </message>
    <message>
        <source>failed its proof; fetched again</source>
        <translation>Beweis nicht bestanden; wird noch einmal geholt</translation>
    </message>
    <message>
        <source>Piece %1: %2.</source>
        <translation>Stück %1: %2.</translation>
    </message>
    <message>
        <source>Source: %1.</source>
        <translation>Quelle: %1.</translation>
    </message>
    <message>
        <source>Source: %1, %2.</source>
        <translation>Quelle: %1, %2.</translation>
    </message>
    <message>
        <source>From an earlier run.</source>
        <translation>Aus einem früheren Lauf.</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>Es dauerte %1.</translation>
    </message>
    <message>
        <source>Asked for again: %1 ×.</source>
        <translation>Noch einmal verlangt: %1 ×.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Change the limit…</source>
        <translation>Grenze ändern …</translation>
    </message>
    <message>
        <source>Look at the cache…</source>
        <translation>Cache ansehen …</translation>
    </message>
    <message>
        <source>Change how many run…</source>
        <translation>Ändern, wie viele laufen …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>HTTP only</source>
        <translation>Nur HTTP</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>LAN and group</source>
        <translation>LAN und Gruppe</translation>
    </message>
    <message>
        <source>LAN, group and internet</source>
        <translation>LAN, Gruppe und Internet</translation>
    </message>
    <message>
        <source>Simple: HTTP only, without services</source>
        <translation>Einfach: nur HTTP, ohne Dienste</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>Umgehung</translation>
    </message>
    <message>
        <source>every piece, by content metadata</source>
        <translation>jedes Stück, durch Inhaltsmetadaten</translation>
    </message>
    <message>
        <source>every piece, by a piece hash file</source>
        <translation>jedes Stück, durch eine Stückprüfsummendatei</translation>
    </message>
    <message>
        <source>the whole, by its SHA-256</source>
        <translation>das Ganze, durch seine SHA-256</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>, and %1 on the way to the disk</source>
        <translation>, und %1 auf dem Weg zum Datenträger</translation>
    </message>
    <message>
        <source>shares its blocks with the cache</source>
        <translation>teilt seine Blöcke mit dem Cache</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>In the cache</source>
        <translation>Im Cache</translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation>Downloadmodus</translation>
    </message>
    <message>
        <source>About the mode</source>
        <translation>Zum Modus</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Peers known</source>
        <translation>Bekannte Peers</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Transferring for</source>
        <translation>Überträgt seit</translation>
    </message>
    <message>
        <source>Proven after</source>
        <translation>Bewiesen nach</translation>
    </message>
    <message>
        <source>Delivered after</source>
        <translation>Geliefert nach</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Behalten bis</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Held back by a disk problem.</source>
        <translation>Gehalten durch ein Problem mit dem Datenträger.</translation>
    </message>
    <message>
        <source>Held back by a limit of 0.</source>
        <translation>Gehalten durch eine Grenze von 0.</translation>
    </message>
    <message>
        <source>Held back by the disk.</source>
        <translation>Gehalten durch den Datenträger.</translation>
    </message>
    <message>
        <source>Held back by peers, which do not have it yet.</source>
        <translation>Gehalten durch Peers, die es noch nicht haben.</translation>
    </message>
    <message>
        <source>Not limited.</source>
        <translation>Nicht begrenzt.</translation>
    </message>
    <message>
        <source>%1: %2, used: %3</source>
        <translation>%1: %2, genutzt: %3</translation>
    </message>
    <message>
        <source>No limit is set.</source>
        <translation>Keine Grenze ist gesetzt.</translation>
    </message>
    <message>
        <source>Until %1: received %2, sent %3.</source>
        <translation>Bis %1: %2 empfangen, %3 gesendet.</translation>
    </message>
    <message>
        <source>pinned until %1</source>
        <translation>angeheftet bis %1</translation>
    </message>
    <message>
        <source>until its space is needed</source>
        <translation>bis sein Platz gebraucht wird</translation>
    </message>
    <message>
        <source>goes now</source>
        <translation>geht jetzt</translation>
    </message>
    <message>
        <source>for another %1, unless it is used</source>
        <translation>noch %1, wenn er nicht genutzt wird</translation>
    </message>
    <message>
        <source>Fetched since %1</source>
        <translation>Geholt seit %1</translation>
    </message>
    <message>
        <source>%1, %2, kept %3. From %4.</source>
        <translation>%1, %2, aufgehoben %3. Von %4.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>your wish</source>
        <translation>Ihr Wunsch</translation>
    </message>
    <message>
        <source>it sent bytes that failed their proof</source>
        <translation>er hat Bytes gesendet, die den Beweis nicht bestanden</translation>
    </message>
    <message>
        <source>%1 is banned for another %2: %3.</source>
        <translation>%1 ist noch %2 gesperrt: %3.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Section %1, lines: %2</source>
        <translation>Abschnitt %1, Zeilen: %2</translation>
    </message>
    <message>
        <source>%1, %2, of %3: %4</source>
        <translation>%1, %2, von %3: %4</translation>
    </message>
    <message>
        <source>Sending %1.</source>
        <translation>Sendet %1.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Whether it was asked or answered</source>
        <translation>Ob gefragt oder geantwortet wurde</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>The name that it has in the message</source>
        <translation>Der Name, den es in der Nachricht hat</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>As it went over the wire; what is long is cut off</source>
        <translation>Wie er über die Leitung ging; was lang ist, wird abgeschnitten</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wozu</translation>
    </message>
    <message>
        <source>Why the field is sent</source>
        <translation>Warum das Feld gesendet wird</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Gesendet an</translation>
    </message>
    <message>
        <source>The service that gets the field</source>
        <translation>Der Dienst, der das Feld bekommt</translation>
    </message>
    <message>
        <source>The content that it brings</source>
        <translation>Der Inhalt, den sie bringt</translation>
    </message>
    <message>
        <source>What the transfer does at the moment</source>
        <translation>Was die Übertragung gerade tut</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why it goes without peers, or is proven less than it could be</source>
        <translation>Warum sie ohne Peers auskommt oder weniger bewiesen ist, als sie sein könnte</translation>
    </message>
    <message>
        <source>%1 is sent to %2: %3</source>
        <translation>%1 wird an %2 gesendet: %3</translation>
    </message>
    <message>
        <source>To the disk</source>
        <translation>Auf den Datenträger</translation>
    </message>
    <message>
        <source>Written to the files of the cache</source>
        <translation>In die Dateien des Caches geschrieben</translation>
    </message>
    <message>
        <source>The transfer that it happened to</source>
        <translation>Die Übertragung, der es geschehen ist</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed.</source>
        <translation>
            <numerusform>%n Übertragung fehlgeschlagen.</numerusform>
            <numerusform>%n Übertragungen fehlgeschlagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why this kind</source>
        <translation>Warum diese Art</translation>
    </message>
    <message>
        <source>What says how near it is: the network, a credential, the services, or a table</source>
        <translation>Was sagt, wie nah er ist: das Netz, ein Ausweis, die Dienste oder eine Tabelle</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ActivityPage</name>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>Die letzten %1</translation>
    </message>
    <message>
        <source>Rates as a table</source>
        <translation>Raten als Tabelle</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time. Rates are kept from now on, for 30 days.</source>
        <translation>In dieser Zeit wurde nichts aufgezeichnet. Raten werden von jetzt an 30 Tage behalten.</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>As a &amp;table</source>
        <translation>Als &amp;Tabelle</translation>
    </message>
    <message>
        <source>Save &amp;numbers…</source>
        <translation>&amp;Zahlen speichern …</translation>
    </message>
    <message>
        <source>Saves the numbers of this window of time as CSV</source>
        <translation>Speichert die Zahlen dieses Zeitfensters als CSV</translation>
    </message>
    <message>
        <source>Save &amp;image…</source>
        <translation>&amp;Bild speichern …</translation>
    </message>
    <message>
        <source>Saves the graph of what is received as PNG or SVG</source>
        <translation>Speichert das Diagramm des Empfangenen als PNG oder SVG</translation>
    </message>
    <message>
        <source>&amp;Back to now</source>
        <translation>&amp;Zurück zu jetzt</translation>
    </message>
    <message>
        <source>Ends zooming: the graphs follow the time again (0)</source>
        <translation>Beendet das Vergrößern: Die Diagramme folgen wieder der Zeit (0)</translation>
    </message>
    <message>
        <source>%1 in short</source>
        <translation>%1 in Kürze</translation>
    </message>
    <message>
        <source>+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair, g shows the time in the table</source>
        <translation>+ − x X y Y vergrößern, Pfeile bewegen, 0 zurück zu jetzt, Leertaste zeigt ein Fadenkreuz, g zeigt die Zeit in der Tabelle</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Save the numbers</source>
        <translation>Die Zahlen speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>Das Diagramm speichern</translation>
    </message>
    <message>
        <source>Images (*.png *.svg)</source>
        <translation>Bilder (*.png *.svg)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::AddPanel</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Addresses (https://…) or content metadata files (.torrent), one per line. Files may be dropped anywhere on the window.</source>
        <translation>Adressen (https://…) oder Inhaltsmetadateien (.torrent), eine je Zeile. Dateien lassen sich überall auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>What to add</source>
        <translation>Was hinzukommt</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>Ordner, in dem gespeichert wird</translation>
    </message>
    <message>
        <source>Foreground: somebody waits for it</source>
        <translation>Vordergrund: Jemand wartet darauf</translation>
    </message>
    <message>
        <source>Background: nobody waits for it</source>
        <translation>Hintergrund: Niemand wartet darauf</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>optional: SHA-256 of a file, or ContentId of metadata</source>
        <translation>freiwillig: SHA-256 einer Datei oder ContentId von Metadaten</translation>
    </message>
    <message>
        <source>Digest that it must have</source>
        <translation>Prüfsumme, die es haben muss</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>Choose content metadata files</source>
        <translation>Inhaltsmetadateien auswählen</translation>
    </message>
    <message>
        <source>Save &amp;in</source>
        <translation>Speichern &amp;in</translation>
    </message>
    <message>
        <source>Choose the folder to save in</source>
        <translation>Den Ordner zum Speichern auswählen</translation>
    </message>
    <message>
        <source>Prio&amp;rity</source>
        <translation>Prio&amp;rität</translation>
    </message>
    <message>
        <source>Must &amp;be</source>
        <translation>&amp;Muss sein</translation>
    </message>
    <message>
        <source>Content metadata (*.torrent)</source>
        <translation>Inhaltsmetadaten (*.torrent)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::AddProduct</name>
    <message>
        <source>&amp;Look after it</source>
        <translation>&amp;Darum kümmern</translation>
    </message>
    <message>
        <source>&amp;Installed in</source>
        <translation>&amp;Installiert in</translation>
    </message>
    <message>
        <source>Directory of the product; it need not exist yet</source>
        <translation>Verzeichnis des Produkts; es muss noch nicht da sein</translation>
    </message>
    <message>
        <source>Publisher&apos;s &amp;manifest</source>
        <translation>&amp;Manifest des Herausgebers</translation>
    </message>
    <message>
        <source>https://… or a file</source>
        <translation>https://… oder eine Datei</translation>
    </message>
    <message>
        <source>Publisher&apos;s &amp;key</source>
        <translation>&amp;Schlüssel des Herausgebers</translation>
    </message>
    <message>
        <source>Public key, a PEM file: whom you trust</source>
        <translation>Öffentlicher Schlüssel, eine PEM-Datei: wem Sie vertrauen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Auswählen: %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::CachePage</name>
    <message>
        <source>Filter by name or identity</source>
        <translation>Nach Name oder Kennung filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Contents of the cache</source>
        <translation>Inhalte des Caches</translation>
    </message>
    <message>
        <source>The cache is empty. What is downloaded stays here for a while, so that it need not be fetched again and so that other machines can have it.</source>
        <translation>Der Cache ist leer. Was heruntergeladen wird, bleibt eine Weile hier, damit es nicht noch einmal geholt werden muss und damit andere Maschinen es haben können.</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>&amp;Anheften</translation>
    </message>
    <message>
        <source>Keeps it whatever the limits say</source>
        <translation>Behält ihn, was die Grenzen auch sagen</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>The limits count for it again</source>
        <translation>Die Grenzen gelten wieder für ihn</translation>
    </message>
    <message>
        <source>&amp;Expire tomorrow</source>
        <translation>&amp;Morgen ablaufen lassen</translation>
    </message>
    <message>
        <source>It goes in 24 hours, used or not</source>
        <translation>Er geht in 24 Stunden, benutzt oder nicht</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Deletes it from the cache; files that were delivered stay (Del)</source>
        <translation>Löscht ihn aus dem Cache; gelieferte Dateien bleiben (Entf)</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Opens the folder that it was delivered to</source>
        <translation>Öffnet den Ordner, in den er geliefert wurde</translation>
    </message>
    <message numerus="yes">
        <source>%n content(s) deleted from the cache.</source>
        <translation>
            <numerusform>%n Inhalt aus dem Cache gelöscht.</numerusform>
            <numerusform>%n Inhalte aus dem Cache gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 is in the cache alone: no transfer has brought it to a folder.</source>
        <translation>%1 ist nur im Cache: Keine Übertragung hat es in einen Ordner gebracht.</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 belegt</translation>
    </message>
    <message>
        <source>%1 of %2 used, and %3 pinned</source>
        <translation>%1 von %2 belegt, dazu %3 angeheftet</translation>
    </message>
    <message>
        <source>%1 of the disk&apos;s %2 are free.</source>
        <translation>%1 von den %2 des Datenträgers sind frei.</translation>
    </message>
    <message>
        <source>The cache leaves %1 to everybody else.</source>
        <translation>Der Cache lässt allen anderen %1.</translation>
    </message>
    <message>
        <source>The clock jumped: nothing goes by age until it can be trusted.</source>
        <translation>Die Uhr ist gesprungen: Nichts geht nach Alter, bis ihr wieder zu trauen ist.</translation>
    </message>
    <message>
        <source>Would go next: %1 (%2).</source>
        <translation>Als Nächstes ginge: %1 (%2).</translation>
    </message>
    <message>
        <source>Nothing would go: there is nothing that is not pinned.</source>
        <translation>Nichts ginge: Es gibt nichts, das nicht angeheftet ist.</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Reads it again and proves every piece; damaged ones are dropped</source>
        <translation>Liest es noch einmal und prüft jedes Stück; beschädigte werden verworfen</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n content(s) again…</source>
        <translation>
            <numerusform>%n Inhalt wird noch einmal gelesen …</numerusform>
            <numerusform>%n Inhalte werden noch einmal gelesen …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) read and proven: all of them are right.</source>
        <translation>
            <numerusform>%n Stück gelesen und geprüft: es stimmt.</numerusform>
            <numerusform>%n Stücke gelesen und geprüft: alle stimmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged piece(s) dropped, in %1. They are fetched again when the content is wanted.</source>
        <translation>
            <numerusform>%n beschädigtes Stück verworfen, in %1. Es wird wieder geholt, wenn der Inhalt gewünscht wird.</numerusform>
            <numerusform>%n beschädigte Stücke verworfen, in %1. Sie werden wieder geholt, wenn der Inhalt gewünscht wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>How far the history goes back</source>
        <translation>Wie weit der Verlauf zurückreicht</translation>
    </message>
</context>
<context>
    <name>freshet::ui::EventsTab</name>
    <message>
        <source>Events of this transfer</source>
        <translation>Ereignisse dieser Übertragung</translation>
    </message>
    <message>
        <source>Nothing has happened to it since the application was started.</source>
        <translation>Seit dem Start der Anwendung ist ihr nichts geschehen.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::GlobalActions</name>
    <message>
        <source>&amp;Pause all transfers</source>
        <translation>Alle Übertragungen &amp;anhalten</translation>
    </message>
    <message>
        <source>Pauses all transfers; what is in the cache is still given to others (Ctrl+Shift+P)</source>
        <translation>Hält alle Übertragungen an; was im Cache ist, wird weiter an andere gegeben (Strg+Umschalt+P)</translation>
    </message>
    <message>
        <source>&amp;Resume all transfers</source>
        <translation>Alle Übertragungen &amp;fortsetzen</translation>
    </message>
    <message>
        <source>Resumes all paused transfers (Ctrl+Shift+R)</source>
        <translation>Setzt alle angehaltenen Übertragungen fort (Strg+Umschalt+R)</translation>
    </message>
    <message>
        <source>&amp;Alternative limits</source>
        <translation>&amp;Andere Grenzen</translation>
    </message>
    <message>
        <source>The alternative limits take the place of the others while this is on (Ctrl+L)</source>
        <translation>Solange dies an ist, gelten die anderen Grenzen anstelle der üblichen (Strg+L)</translation>
    </message>
    <message>
        <source>no limit</source>
        <comment>in the middle of a sentence</comment>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>On: all downloads together %1, all uploads %2. Click for the usual limits (Ctrl+L)</source>
        <translation>An: alle Downloads zusammen %1, alle Uploads %2. Ein Klick bringt die üblichen Grenzen zurück (Strg+L)</translation>
    </message>
    <message>
        <source>Off. On, all downloads together get %1 and all uploads %2 (Ctrl+L)</source>
        <translation>Aus. Eingeschaltet bekommen alle Downloads zusammen %1 und alle Uploads %2 (Strg+L)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::JobDetails</name>
    <message>
        <source>Click a piece to see where it came from. Ctrl+wheel, + and − zoom, 0 shows all of them.</source>
        <translation>Klicken Sie auf ein Stück, um zu sehen, woher es kam. Strg+Rad, + und − vergrößern, 0 zeigt alle.</translation>
    </message>
    <message>
        <source>Details of the transfer</source>
        <translation>Einzelheiten der Übertragung</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Stücke</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>No transfer is selected</source>
        <translation>Keine Übertragung ist ausgewählt</translation>
    </message>
    <message>
        <source>Select one to see where its bytes come from.</source>
        <translation>Wählen Sie eine aus, um zu sehen, woher ihre Bytes kommen.</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) selected</source>
        <translation>
            <numerusform>%n Übertragung ausgewählt</numerusform>
            <numerusform>%n Übertragungen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 received, at %3.</source>
        <translation>%1 von %2 empfangen, mit %3.</translation>
    </message>
    <message>
        <source>The pieces of this transfer are not known at the moment.</source>
        <translation>Die Stücke dieser Übertragung sind im Moment nicht bekannt.</translation>
    </message>
    <message>
        <source>Without content metadata there are no pieces: the content is one whole.</source>
        <translation>Ohne Inhaltsmetadaten gibt es keine Stücke: Der Inhalt ist ein Ganzes.</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Peers</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
</context>
<context>
    <name>freshet::ui::LogPage</name>
    <message>
        <source>Least level</source>
        <translation>Mindeststufe</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>Alle Bereiche</translation>
    </message>
    <message>
        <source>Filter by words</source>
        <translation>Nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing to show at this level. “Debug” tells of every piece.</source>
        <translation>Auf dieser Stufe gibt es nichts zu zeigen. „Debug“ erzählt von jedem Stück.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Holds the list still; nothing is lost</source>
        <translation>Hält die Liste an; nichts geht verloren</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the selected lines (Ctrl+C)</source>
        <translation>Kopiert die ausgewählten Zeilen (Strg+C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Saves the lines that are shown as text</source>
        <translation>Speichert die gezeigten Zeilen als Text</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Empties the list; the trace files keep everything</source>
        <translation>Leert die Liste; die Protokolldateien behalten alles</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Das Protokoll speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Support &amp;bundle…</source>
        <translation>Hilfe&amp;paket …</translation>
    </message>
    <message>
        <source>Saves what somebody who helps wants to see: versions, transfers with their peers, settings, what happened. Without secrets, and without your home directory&apos;s name</source>
        <translation>Speichert, was jemand sehen möchte, der hilft: Versionen, Übertragungen mit ihren Peers, Einstellungen, was geschah. Ohne Geheimnisse und ohne den Namen Ihres Heimatverzeichnisses</translation>
    </message>
    <message>
        <source>Save a support bundle</source>
        <translation>Hilfepaket speichern</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>Archive (*.zip)</translation>
    </message>
    <message>
        <source>%1 is saved. Names of files and addresses of peers are in it: look at it before you give it away.</source>
        <translation>%1 ist gespeichert. Es enthält Dateinamen und Adressen von Peers: sehen Sie es an, bevor Sie es weitergeben.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>freshet::ui::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>%1 – Freshet</source>
        <translation>%1 – Freshet</translation>
    </message>
</context>
<context>
    <name>freshet::ui::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>freshet::ui::Notifier</name>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n Übertragung fehlgeschlagen</numerusform>
            <numerusform>%n Übertragungen fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n Übertragung fertig</numerusform>
            <numerusform>%n Übertragungen fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersPage</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Filter by address, state or transfer</source>
        <translation>Nach Adresse, Zustand oder Übertragung filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Peers of which transfer</source>
        <translation>Peers welcher Übertragung</translation>
    </message>
    <message>
        <source>All transfers</source>
        <translation>Alle Übertragungen</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Peers</translation>
    </message>
    <message>
        <source>Nobody is connected. Peers appear here while a transfer runs, or while what is in the cache is wanted by others. “Not connected” shows who is known, and why nobody talks to them.</source>
        <translation>Niemand ist verbunden. Peers erscheinen hier, solange eine Übertragung läuft oder andere wollen, was im Cache ist. „Nicht verbunden“ zeigt, wer bekannt ist und warum niemand mit ihm spricht.</translation>
    </message>
    <message>
        <source>Banned peers</source>
        <translation>Gesperrte Peers</translation>
    </message>
    <message>
        <source>Nobody is banned. Who sends bytes that fail their proof is, for a while.</source>
        <translation>Niemand ist gesperrt. Wer Bytes sendet, die den Beweis nicht bestehen, wird es für eine Weile.</translation>
    </message>
    <message>
        <source>Not &amp;connected</source>
        <translation>Nicht &amp;verbunden</translation>
    </message>
    <message>
        <source>Shows who is known but not connected as well, with the reason</source>
        <translation>Zeigt auch, wer bekannt, aber nicht verbunden ist, mit dem Grund</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>&amp;Ban for an hour</source>
        <translation>Für eine Stunde &amp;sperren</translation>
    </message>
    <message>
        <source>&amp;End the ban</source>
        <translation>Sperre &amp;beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) banned for an hour.</source>
        <translation>
            <numerusform>%n Adresse für eine Stunde gesperrt.</numerusform>
            <numerusform>%n Adressen für eine Stunde gesperrt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Banned (%1)</source>
        <translation>Gesperrt (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a kind of peers and their number</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>In &amp;sections</source>
        <translation>In &amp;Abschnitten</translation>
    </message>
    <message>
        <source>Peers of a kind stand together, under a line with their sums</source>
        <translation>Peers einer Art stehen zusammen, unter einer Zeile mit ihren Summen</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersTab</name>
    <message>
        <source>Peers of this transfer</source>
        <translation>Peers dieser Übertragung</translation>
    </message>
    <message>
        <source>Nobody is known who has this content, or peers are off for it; “Sources” says why.</source>
        <translation>Niemand ist bekannt, der diesen Inhalt hat, oder Peers sind für ihn aus; „Quellen“ sagt, warum.</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>Show in “&amp;Peers”</source>
        <translation>In „&amp;Peers“ zeigen</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PieceLegend</name>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Fetched by a neighbour</source>
        <translation>Holt ein Nachbar</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Failed its proof</source>
        <translation>Beweis misslungen</translation>
    </message>
    <message>
        <source>From an earlier run</source>
        <translation>Aus früherem Lauf</translation>
    </message>
    <message>
        <source>States of pieces</source>
        <translation>Zustände der Stücke</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PieceMap</name>
    <message>
        <source>Pieces</source>
        <translation>Stücke</translation>
    </message>
</context>
<context>
    <name>freshet::ui::QuotaHistory</name>
    <message>
        <source>How full the cache was</source>
        <translation>Wie voll der Cache war</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time. It is kept from now on, for 30 days.</source>
        <translation>In dieser Zeit wurde nichts aufgezeichnet. Es wird ab jetzt aufgehoben, 30 Tage lang.</translation>
    </message>
    <message>
        <source>Between %1 and %2; now %3 of %4</source>
        <translation>Zwischen %1 und %2; jetzt %3 von %4</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
</context>
<context>
    <name>freshet::ui::QuotaRing</name>
    <message>
        <source>How full the cache is</source>
        <translation>Wie voll der Cache ist</translation>
    </message>
    <message>
        <source>%1 of %2 used, %3 pinned</source>
        <translation>%1 von %2 belegt, %3 angeheftet</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RatePlot</name>
    <message>
        <source>Graph of what is received, by source</source>
        <translation>Diagramm des Empfangenen, nach Quelle</translation>
    </message>
    <message>
        <source>Graph of what is sent, by kind of peer</source>
        <translation>Diagramm des Gesendeten, nach Art der Peers</translation>
    </message>
    <message>
        <source>Nothing was received in this time.</source>
        <translation>In dieser Zeit wurde nichts empfangen.</translation>
    </message>
    <message>
        <source>Nothing was sent in this time.</source>
        <translation>In dieser Zeit wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a source and its rate</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Together: %1</source>
        <translation>Zusammen: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a limit and its rate</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Line: written to the disk</source>
        <translation>Linie: auf den Datenträger geschrieben</translation>
    </message>
    <message>
        <source>Written to the disk: %1</source>
        <translation>Auf den Datenträger geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RatesTab</name>
    <message>
        <source>%1: %2</source>
        <comment>a direction and its rates</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair</source>
        <translation>+ − x X y Y zoomen, Pfeile verschieben, 0 zurück zu jetzt, Leertaste zeigt ein Fadenkreuz</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 h</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>Die letzten %1</translation>
    </message>
    <message>
        <source>Limit of this transfer</source>
        <translation>Grenze dieser Übertragung</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RouteBars</name>
    <message>
        <source>Ways to the newest release</source>
        <translation>Wege zur neuesten Ausgabe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServiceCard</name>
    <message>
        <source>None set</source>
        <translation>Keine eingestellt</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServiceFlow</name>
    <message>
        <source>The services, in the order in which they are asked</source>
        <translation>Die Dienste in der Reihenfolge, in der sie gefragt werden</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServicesPage</name>
    <message>
        <source>&amp;Ask now</source>
        <translation>Jetzt &amp;fragen</translation>
    </message>
    <message>
        <source>Asks geo and key-value at once, whatever they said before</source>
        <translation>Fragt Geo und Key-Value sofort, was immer sie vorher gesagt haben</translation>
    </message>
    <message>
        <source>Transfers in simple mode</source>
        <translation>Übertragungen im einfachen Modus</translation>
    </message>
    <message>
        <source>No transfer is in simple mode: all use what they could.</source>
        <translation>Keine Übertragung ist im einfachen Modus: Alle nutzen, was sie können.</translation>
    </message>
    <message>
        <source>Last e&amp;xchange</source>
        <translation>Letzter &amp;Austausch</translation>
    </message>
    <message>
        <source>Why s&amp;imple mode</source>
        <translation>Warum &amp;einfacher Modus</translation>
    </message>
    <message>
        <source>Pri&amp;vacy</source>
        <translation>&amp;Datenschutz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>Gefragt unter</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Fields of the last exchange</source>
        <translation>Felder des letzten Austauschs</translation>
    </message>
    <message>
        <source>Nothing was exchanged with this service since the start.</source>
        <translation>Seit dem Start wurde mit diesem Dienst nichts ausgetauscht.</translation>
    </message>
    <message>
        <source>This is all that is ever sent to services, over verified TLS. They also see the address that a request comes from. No names, no paths and nothing of your files are sent; in the download modes 99 and 100 nothing at all. Other machines are offered contents beyond your network only if you allow that in the settings.</source>
        <translation>Das ist alles, was je an Dienste gesendet wird, über geprüftes TLS. Sie sehen außerdem die Adresse, von der eine Anfrage kommt. Keine Namen, keine Pfade und nichts von Ihren Dateien wird gesendet; in den Downloadmodi 99 und 100 gar nichts. Anderen Rechnern außerhalb Ihres Netzes werden Inhalte nur angeboten, wenn Sie das in den Einstellungen erlauben.</translation>
    </message>
    <message>
        <source>Every field that is sent, to whom, and why</source>
        <translation>Jedes Feld, das gesendet wird, an wen und warum</translation>
    </message>
    <message>
        <source>Why s&amp;imple mode (%1)</source>
        <translation>Warum &amp;einfacher Modus (%1)</translation>
    </message>
    <message>
        <source>No services are set: peers are found on the LAN alone, and contents are proven by what you give. Whoever runs services for you gives you one command, “freshetctl services use …”; after it they are used at once.</source>
        <translation>Es sind keine Dienste eingestellt: Peers werden nur im LAN gefunden, und Inhalte werden mit dem bewiesen, was Sie angeben. Wer Dienste für Sie betreibt, gibt Ihnen einen Befehl, „freshetctl services use …“; danach werden sie sofort genutzt.</translation>
    </message>
    <message>
        <source>%1, trusted by %2.</source>
        <translation>%1, Vertrauen durch %2.</translation>
    </message>
    <message>
        <source>Any publisher is believed that the services vouch for.</source>
        <translation>Jedem Herausgeber wird geglaubt, für den die Dienste bürgen.</translation>
    </message>
    <message numerus="yes">
        <source>Contents need the signature of one of %n publisher(s): %1.</source>
        <translation>
            <numerusform>Inhalte brauchen die Signatur des Herausgebers %1.</numerusform>
            <numerusform>Inhalte brauchen die Signatur von einem von %n Herausgebern: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Group: %1.</source>
        <translation>Gruppe: %1.</translation>
    </message>
    <message>
        <source>In the download mode that is set nobody is asked; the setting “Download mode” changes that.</source>
        <translation>Im eingestellten Downloadmodus wird niemand gefragt; die Einstellung „Downloadmodus“ ändert das.</translation>
    </message>
    <message>
        <source>No services are set.</source>
        <translation>Es sind keine Dienste eingestellt.</translation>
    </message>
    <message>
        <source>Not known yet: the service before it says where it is.</source>
        <translation>Noch nicht bekannt: Der Dienst davor sagt, wo er ist.</translation>
    </message>
    <message>
        <source>%1, it took %2</source>
        <translation>%1, es dauerte %2</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>Noch nicht gesehen</translation>
    </message>
    <message>
        <source>What they say of a content counts only if it is signed for the very question.</source>
        <translation>Was sie über einen Inhalt sagen, zählt nur, wenn es für genau diese Frage signiert ist.</translation>
    </message>
    <message>
        <source>About the services</source>
        <translation>Über die Dienste</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingEditor</name>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>%1: is there a value?</source>
        <translation>%1: Gibt es einen Wert?</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>%1: unit</source>
        <translation>%1: Einheit</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingLine</name>
    <message>
        <source>%1
Policy: %2</source>
        <translation>%1
Richtlinie: %2</translation>
    </message>
    <message>
        <source>%1 at the moment</source>
        <translation>%1 im Moment</translation>
    </message>
    <message>
        <source>Who sets %1</source>
        <translation>Wer %1 bestimmt</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1: zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>From %1. The default is %2.</source>
        <translation>Durch %1. Die Vorgabe ist %2.</translation>
    </message>
    <message>
        <source>The default.</source>
        <translation>Die Vorgabe.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingsPage</name>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>Cache-Server</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Peers</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung hat diese Wörter.</translation>
    </message>
    <message>
        <source>Search settings, effects and policies</source>
        <translation>Einstellungen, Wirkungen und Richtlinien durchsuchen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Unit of rates</source>
        <translation>Einheit der Raten</translation>
    </message>
    <message>
        <source>Whatever fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>&amp;Unit of rates</source>
        <translation>&amp;Einheit der Raten</translation>
    </message>
    <message>
        <source>%1: %2 instead of %3.</source>
        <translation>%1: %2 statt %3.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Appearance, colours, light, dark, units, language</source>
        <translation>Darstellung, Farben, hell, dunkel, Einheiten, Sprache, language</translation>
    </message>
    <message>
        <source>Window and notifications</source>
        <translation>Fenster und Benachrichtigungen</translation>
    </message>
    <message>
        <source>Closing the window keeps transfers &amp;running</source>
        <translation>Beim Schließen des Fensters laufen Übertragungen &amp;weiter</translation>
    </message>
    <message>
        <source>The window goes to the tray, or to the task bar where there is none. Starting Freshet again brings it back; “Quit” ends it.</source>
        <translation>Das Fenster geht in die Ablage, oder wo es keine gibt in die Fensterleiste. Ein neuer Start von Freshet bringt es zurück; „Beenden“ beendet es.</translation>
    </message>
    <message>
        <source>Tell when transfers have &amp;finished</source>
        <translation>Melden, wenn Übertragungen &amp;fertig sind</translation>
    </message>
    <message>
        <source>One message for all that finish at about the same time, and only while the window is not in front</source>
        <translation>Eine Meldung für alle, die etwa zur gleichen Zeit fertig werden, und nur, solange das Fenster nicht vorn ist</translation>
    </message>
    <message>
        <source>Tell when transfers &amp;failed</source>
        <translation>Melden, wenn Übertragungen fehl&amp;schlagen</translation>
    </message>
    <message>
        <source>One message for all that fail at about the same time, and only while the window is not in front</source>
        <translation>Eine Meldung für alle, die etwa zur gleichen Zeit fehlschlagen, und nur, solange das Fenster nicht vorn ist</translation>
    </message>
    <message>
        <source>Window, tray, notifications, messages, background</source>
        <translation>Fenster, Ablage, Benachrichtigungen, Meldungen, Hintergrund</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SharingChoice</name>
    <message>
        <source>Who may have what this machine has</source>
        <translation>Wer haben darf, was dieser Rechner hat</translation>
    </message>
    <message>
        <source>&amp;Nobody: everything comes over HTTP</source>
        <translation>&amp;Niemand: Alles kommt über HTTP</translation>
    </message>
    <message>
        <source>Machines of this net&amp;work</source>
        <translation>Rechner dieses N&amp;etzes</translation>
    </message>
    <message>
        <source>Machines of this network and of our &amp;group</source>
        <translation>Rechner dieses Netzes und unserer &amp;Gruppe</translation>
    </message>
    <message>
        <source>Everybody, on the &amp;internet too</source>
        <translation>Alle, auch im &amp;Internet</translation>
    </message>
    <message>
        <source>Nothing is uploaded beyond this network unless you choose so, here or in the settings.</source>
        <translation>Über dieses Netz hinaus wird nichts hochgeladen, außer Sie wählen es, hier oder in den Einstellungen.</translation>
    </message>
    <message>
        <source>It was chosen by %1.</source>
        <translation>Gewählt durch %1.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourceBar</name>
    <message>
        <source>Where the bytes came from</source>
        <translation>Woher die Bytes kamen</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourceLegend</name>
    <message>
        <source>Source classes</source>
        <translation>Klassen der Quellen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a source class and its amount</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourcesTab</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>Umsonst</translation>
    </message>
    <message>
        <source>Arrived and was of no use: failed its proof, or came twice.</source>
        <translation>Kam an und war unbrauchbar: Beweis nicht bestanden oder doppelt gekommen.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::StatusStrip</name>
    <message>
        <source>Download rate</source>
        <translation>Downloadrate</translation>
    </message>
    <message>
        <source>Upload rate</source>
        <translation>Uploadrate</translation>
    </message>
    <message>
        <source>What limits the rates</source>
        <translation>Was die Raten begrenzt</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>Freier Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Cache in use</source>
        <translation>Belegter Cache</translation>
    </message>
    <message>
        <source>Received by all jobs, mean over the last seconds</source>
        <translation>Von allen Aufträgen empfangen, Mittel der letzten Sekunden</translation>
    </message>
    <message>
        <source>Sent to all peers, mean over the last 20 seconds</source>
        <translation>An alle Peers gesendet, Mittel der letzten 20 Sekunden</translation>
    </message>
    <message>
        <source>↓ %1</source>
        <translation>↓ %1</translation>
    </message>
    <message>
        <source>↑ %1</source>
        <translation>↑ %1</translation>
    </message>
    <message>
        <source>%1 free on disk</source>
        <translation>%1 frei auf dem Datenträger</translation>
    </message>
    <message>
        <source>Cache: %1</source>
        <translation>Cache: %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TableView</name>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TotalsCard</name>
    <message>
        <source>%1 received</source>
        <translation>%1 empfangen</translation>
    </message>
    <message>
        <source>Nothing was received yet.</source>
        <translation>Noch wurde nichts empfangen.</translation>
    </message>
    <message>
        <source>%1 saved from the internet (%2)</source>
        <translation>%1 vom Internet gespart (%2)</translation>
    </message>
    <message>
        <source>%1 sent to peers · %2 wasted</source>
        <translation>%1 an Peers gesendet · %2 umsonst</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TransfersPage</name>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) removed from the list; what is in the cache stays there.</source>
        <translation>
            <numerusform>%n Übertragung aus der Liste entfernt; was im Cache ist, bleibt dort.</numerusform>
            <numerusform>%n Übertragungen aus der Liste entfernt; was im Cache ist, bleibt dort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>No file manager could be started. The file is in %1</source>
        <translation>Es konnte kein Dateimanager gestartet werden. Die Datei ist in %1</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>Die Tabelle als CSV speichern</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>Aus der Liste &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy a&amp;ddress</source>
        <translation>A&amp;dresse kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;identity</source>
        <translation>&amp;Kennung kopieren</translation>
    </message>
    <message>
        <source>Sa&amp;ve the table as CSV…</source>
        <translation>Tabelle als CS&amp;V speichern …</translation>
    </message>
    <message>
        <source>Compact &amp;rows</source>
        <translation>Enge &amp;Zeilen</translation>
    </message>
    <message>
        <source>Filter by name, address or identity</source>
        <translation>Nach Name, Adresse oder Kennung filtern</translation>
    </message>
    <message>
        <source>Filter transfers</source>
        <translation>Übertragungen filtern</translation>
    </message>
    <message>
        <source>Nothing is being transferred. Add an address or a content metadata file, or drop one anywhere on this window.</source>
        <translation>Nichts wird übertragen. Fügen Sie eine Adresse oder eine Inhaltsmetadatei hinzu, oder ziehen Sie eine irgendwo auf dieses Fenster.</translation>
    </message>
    <message>
        <source>No transfer fits the filter.</source>
        <translation>Keine Übertragung passt zum Filter.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>freshet::ui::Tray</name>
    <message>
        <source>&amp;Open Freshet</source>
        <translation>Freshet ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Freshet: ↓ %1, ↑ %2</source>
        <translation>Freshet: ↓ %1, ↑ %2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TroublePage</name>
    <message>
        <source>Opening the cache…</source>
        <translation>Öffnet den Cache …</translation>
    </message>
    <message>
        <source>Jobs of the last run go on by themselves in a moment.</source>
        <translation>Aufträge des letzten Laufs gehen gleich von selbst weiter.</translation>
    </message>
    <message>
        <source>Another Freshet uses this cache</source>
        <translation>Ein anderes Freshet benutzt diesen Cache</translation>
    </message>
    <message>
        <source>Freshet cannot work at the moment</source>
        <translation>Freshet kann im Moment nicht arbeiten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>freshet::ui::UpdatesPage</name>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Nothing is looked after yet. “Add” takes a directory, its publisher&apos;s manifest and the publisher&apos;s key.</source>
        <translation>Noch wird nichts betreut. „Hinzufügen“ nimmt ein Verzeichnis, das Manifest seines Herausgebers und dessen Schlüssel.</translation>
    </message>
    <message>
        <source>Updates of installed trees are not available here.</source>
        <translation>Updates installierter Verzeichnisse gibt es hier nicht.</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>Looks after another installed product</source>
        <translation>Kümmert sich um ein weiteres installiertes Produkt</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Nachsehen</translation>
    </message>
    <message>
        <source>Asks the publisher, looks at every installed file, and plans the cheapest way</source>
        <translation>Fragt den Herausgeber, sieht jede installierte Datei an und plant den günstigsten Weg</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Brings it to the newest release; until the last step it stays as it is</source>
        <translation>Bringt es auf die neueste Ausgabe; bis zum letzten Schritt bleibt es, wie es ist</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on where it stopped</source>
        <translation>Macht weiter, wo es aufhörte</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Ends the fetching; what was received stays in the cache</source>
        <translation>Beendet das Laden; was empfangen wurde, bleibt im Cache</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Brings back the release before, exactly; nothing is downloaded</source>
        <translation>Bringt die Ausgabe davor genau zurück; nichts wird geladen</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Compares every installed file with what was installed</source>
        <translation>Vergleicht jede installierte Datei mit dem, was installiert wurde</translation>
    </message>
    <message>
        <source>Look no &amp;more after it</source>
        <translation>Nicht &amp;mehr darum kümmern</translation>
    </message>
    <message>
        <source>Takes it off this list; what is installed stays</source>
        <translation>Nimmt es von dieser Liste; was installiert ist, bleibt</translation>
    </message>
    <message>
        <source>What was done to it</source>
        <translation>Was damit getan wurde</translation>
    </message>
    <message>
        <source>Nothing has been done to it yet.</source>
        <translation>Noch wurde nichts damit getan.</translation>
    </message>
    <message>
        <source>Every installed file was found to be right at %1.</source>
        <translation>Um %1 stimmte jede installierte Datei.</translation>
    </message>
    <message>
        <source>What is new in %1: %2</source>
        <translation>Neu in %1: %2</translation>
    </message>
    <message>
        <source>%1 is kept to go back to, in %2.</source>
        <translation>%1 ist aufgehoben, um dahin zurückzukehren, in %2.</translation>
    </message>
    <message>
        <source>Pauses fetching or building; what is there already is kept</source>
        <translation>Hält das Laden oder Bauen an; was schon da ist, bleibt erhalten</translation>
    </message>
</context>
<context>
    <name>freshet::ui::WelcomePage</name>
    <message>
        <source>Updates, fetched once and shared</source>
        <translation>Aktualisierungen, einmal geholt und geteilt</translation>
    </message>
    <message>
        <source>Freshet downloads updates from whoever is nearest and proves every piece before it counts.</source>
        <translation>Freshet lädt Aktualisierungen von dem, der am nächsten ist, und beweist jedes Stück, bevor es zählt.</translation>
    </message>
    <message>
        <source>Five colours say where bytes came from, the same ones on every page.</source>
        <translation>Fünf Farben sagen, woher die Bytes kamen, auf jeder Seite dieselben.</translation>
    </message>
    <message>
        <source>Every state says why it is so and what you can do about it.</source>
        <translation>Jeder Zustand sagt, warum er so ist und was Sie tun können.</translation>
    </message>
    <message>
        <source>To download something of your own</source>
        <translation>Etwas Eigenes herunterladen</translation>
    </message>
    <message>
        <source>Drop a link or a .torrent file onto this window, or choose Transfers › Add on the page of transfers and paste a URL. Freshet asks where it should go; everything else has a good default.</source>
        <translation>Ziehen Sie einen Link oder eine .torrent-Datei auf dieses Fenster, oder wählen Sie auf der Seite der Übertragungen Übertragungen › Hinzufügen und fügen Sie eine URL ein. Freshet fragt, wohin es soll; alles andere hat eine gute Vorgabe.</translation>
    </message>
    <message>
        <source>&amp;Transfers</source>
        <translation>&amp;Übertragungen</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>&amp;Aktivität</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Nothing is being downloaded at the moment.</source>
        <translation>Im Moment wird nichts heruntergeladen.</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) run at the moment.</source>
        <translation>
            <numerusform>Im Moment läuft %n Übertragung.</numerusform>
            <numerusform>Im Moment laufen %n Übertragungen.</numerusform>
        </translation>
    </message>
</context>
</TS>
