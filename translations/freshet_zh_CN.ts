<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>freshet::text</name>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The argument is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty; an empty file has no content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file or directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The directory of the output is not what it was when the job was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file cannot be understood; it is kept aside, and the defaults apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file was written by a newer version; it is kept aside, and the defaults apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata is larger than Freshet accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata is not well-formed bencoding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata has too many elements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An integer in the content metadata is out of range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An integer in the content metadata is not in its shortest form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys of a dictionary in the content metadata are not in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key occurs twice in the content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes follow after the end of the content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A required key is missing in the content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value in the content metadata is of the wrong type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata is not of BitTorrent version 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata describes several files; a content is one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece length is not a power of two from 16 KiB to 64 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content has more pieces than Freshet accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The length in the content metadata is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata describes an empty file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata contains a path separator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata is made of dots, or ends in a dot or a space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata is reserved by an operating system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata contains a control character or one that file names must not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in the content metadata contains invisible or direction-changing characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The names in the content metadata disagree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata asks for a file attribute that Freshet does not support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pieces root is missing in the content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is all zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is not 32 bytes long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece layer is missing in the content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece layer in the content metadata has the wrong size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece layer in the content metadata does not prove up to the pieces root.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata has a piece layer that belongs to no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version 1 piece hashes in the content metadata have the wrong size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version 1 length in the content metadata differs from the version 2 length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A source in the content metadata is not an acceptable http or https URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece hash file is not the expected JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece hash file is of an unknown version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sizes in the piece hash file are not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece list of the piece hash file has the wrong size or form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The piece hash file does not match its own hash of hashes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content metadata is of another content than the ContentId that was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A piece is not what the content metadata says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The SHA-256 of the whole content is not the one that was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size is not what the content metadata says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL is refused: only plain http and https URLs are accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host name could not be resolved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secure connection could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sends too slowly to make progress.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection ended early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered with an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not have this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refuses access; a signed URL may have expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks to come back later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server ignores byte ranges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent another byte range than was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file on the server changed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has another file than the content metadata describes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network answers with a sign-in page instead of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server redirects in a way that Freshet does not follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy asks for credentials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy could not make the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tracker refused the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tracker&apos;s answer makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is larger than announced or allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source can be asked for this content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The peer does not keep to the protocol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The peer was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another process owns the cache directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache directory is not private to this user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache directory cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache directory vanished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk reported an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger was damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger was made by a newer Freshet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger is locked by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system has no file descriptor or memory left for it at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than one job fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done with the job as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has as many jobs as it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such content in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than one content of the cache fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job works on this content, or is going to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content is pinned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No engine runs for this cache directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running engine does not answer as it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freshet has a defect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files that were given are unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything received and stored so far stays in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The complete content stays in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct what was given and run the command again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the same command again; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set that right and let the engine go on with &quot;freshetctl retry&quot; and the job&apos;s number, or download it again to another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give another source, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some disk space and run the command again; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then run the command again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the other process, or choose another directory with --cache-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start one with &quot;freshetctl engine run&quot;, or name its directory with --cache-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running engine goes on with it; &quot;freshetctl cancel&quot; with the job&apos;s number ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the clock and the trusted certificates of this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then run the command again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the publisher for correct content metadata or a correct source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Freshet, or choose another directory with --cache-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please report this with the command that was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 received so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its numbers changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is asked for the content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3), claimed for the site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4), claimed for the site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is left alone for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) brought parts of it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The setting %1 is %2 now, by %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ends; everything verified is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is to be delivered to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job is not listed any more; what it obtained stays in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1 came from %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1 is proven; it came from %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1 failed its proof and was thrown away; it came from %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1 is safe on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk lost piece %1; it is fetched again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered %1, sharing its space with the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered %1 as a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are missing here: there was no room for them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is banned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are as many connections as allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it wants a content that is not offered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has connected to this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection with %1 has ended, after %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not let in: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is banned for %2: piece %3 failed its proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is banned for %2: you wanted it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not banned any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 owed what it was asked for and sent nothing: avoided for %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is asked too for a block of piece %2 that %3 is slow with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1: who claimed it is silent or gone, so it is fetched here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1: those nearby who have it bring too little, so it is fetched here as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Piece %1: who claims it is slow, so it is fetched here as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried again in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not needed: there are as many connections as allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download mode allows no peers of this class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not of our group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not of our subnet, and peers are restricted to that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not encrypt, and has to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not have this content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither side has anything that the other lacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is ourselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever told of it has told of too many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No peer can have this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banned for bad bytes, for another %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job does not run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers there is no peer; looked at again in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another address of the same machine is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is its turn to connect to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network that it was heard on is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>local cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LAN, this link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the classification table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in our subnet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind our router</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proved that it is of our group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>private address of another network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>public address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding out what it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected; nothing to exchange at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting: it serves others at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving from it and sending to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stalled: it did not send what it was asked for; avoided for another %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stalled: it owes what it was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LAN discovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tracker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many jobs run at the same time; others wait, foreground first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections per HTTP source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests to one HTTP source side by side, for jobs that begin from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest cache, share of the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache may take this share of its disk; pinned contents do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache may take so much, whatever the size of the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest stay in the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A content that is not used for so long is removed; pinned contents stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest cached file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller contents are not kept once they are delivered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free space to leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache leaves so much free space on its disk to everybody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom contents are exchanged with: nobody, the LAN, a group, the internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for peers on the LAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the LAN which contents are here, and listen to who else has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port for peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers connect to this TCP port; to any free one if it is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections per content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A content has at most so many peers at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers served at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many peers of a content are sent blocks side by side; others wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses for peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers can connect to these addresses of the machine; all of them by default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest file from peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller contents are fetched over HTTP alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for peers, foreground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreground jobs ask peers alone for so long, then HTTP as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for peers, background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background jobs ask peers alone for so long, then HTTP as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least background speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background jobs that peers serve more slowly are topped up over HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreground download limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 pauses all foreground jobs; none: no limit. Other values are not there yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreground download limit, share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreground jobs use at most this share of the measured bandwidth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background download limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 pauses all background jobs; none: no limit. Other values are not there yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background download limit, share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background jobs use at most this share of the measured bandwidth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers together are sent no more than this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload limit, share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers together are sent at most this share of the measured bandwidth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limits on the LAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits do not apply to what stays on the LAN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the settings file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting until another job ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another job is obtaining the same content; this one gets it from the cache then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching the content metadata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacting the source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at what the cache already has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving from the HTTP origin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving from peers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving from peers and from HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for peers: others nearby are fetching what is missing, or nobody who is connected has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache and is offered to peers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Tried again in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of free space are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Everything received is kept; it goes on by itself. Looked at again in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the disk, which is slower than the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making sure that everything is on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing the content to its destination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused; everything verified is kept. Resume it to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused, because the limit for such downloads is 0. Everything verified is kept; it goes on by itself when the limit is raised or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finished, and nothing works on it. Run its download again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simple mode: there is no content metadata, so only the whole file can be proven and peers are off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Give its ContentId with --content-id to authorise it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Give --sha256 to have them proven.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
