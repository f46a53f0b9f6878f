<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="el" sourcelanguage="en">
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>Ώρα</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Πότε συνέβη</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Επίπεδο</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>Πόσο σημαντικό είναι</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Τι συνέβη</translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation>Τι συνέβη και γιατί</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Welcome</source>
        <translation>Καλώς ήρθατε</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Μεταφορές</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Δραστηριότητα</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Ομότιμοι</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Καταγραφή</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ρυθμίσεις</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Ενημερώσεις</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Υπηρεσίες</translation>
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
        <translation>από προηγούμενη εκτέλεση</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>τίποτα ακόμη</translation>
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
        <translation>Όνομα</translation>
    </message>
    <message>
        <source>What is obtained</source>
        <translation>Τι λαμβάνεται</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Κατάσταση</translation>
    </message>
    <message>
        <source>What the job does, and why</source>
        <translation>Τι κάνει η εργασία και γιατί</translation>
    </message>
    <message>
        <source>Progress and sources</source>
        <translation>Πρόοδος και πηγές</translation>
    </message>
    <message>
        <source>How much is there, and where it came from</source>
        <translation>Πόσο υπάρχει και από πού ήρθε</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Μέγεθος</translation>
    </message>
    <message>
        <source>Size of the content, or of the parts that are wanted</source>
        <translation>Μέγεθος του περιεχομένου ή των μερών που ζητούνται</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Έγινε</translation>
    </message>
    <message>
        <source>Received and proven, or in proof</source>
        <translation>Λήφθηκε και αποδείχθηκε ή αποδεικνύεται τώρα</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Απομένει</translation>
    </message>
    <message>
        <source>What is still to be received</source>
        <translation>Τι μένει να ληφθεί</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Λήψη</translation>
    </message>
    <message>
        <source>Download rate, mean over the last seconds</source>
        <translation>Ρυθμός λήψης, μέσος όρος των τελευταίων δευτερολέπτων</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Αποστ.</translation>
    </message>
    <message>
        <source>Upload rate to peers, mean over the last 20 seconds</source>
        <translation>Ρυθμός αποστολής σε ομότιμους, μέσος όρος των τελευταίων 20 δευτερολέπτων</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Χρόνος που απομένει</translation>
    </message>
    <message>
        <source>Until everything is received, at the present rate</source>
        <translation>Μέχρι να ληφθούν όλα, με τον τωρινό ρυθμό</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Ομότιμοι</translation>
    </message>
    <message>
        <source>Connected peers, of those that are known</source>
        <translation>Συνδεδεμένοι ομότιμοι από τους γνωστούς</translation>
    </message>
    <message>
        <source>From peers</source>
        <translation>Από ομότιμους</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from peers</source>
        <translation>Μερίδιο των byte που ήρθαν από ομότιμους</translation>
    </message>
    <message>
        <source>From cache server</source>
        <translation>Από τον διακομιστή κρυφής μνήμης</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from the cache server</source>
        <translation>Μερίδιο των byte που ήρθαν από τον διακομιστή κρυφής μνήμης</translation>
    </message>
    <message>
        <source>From origin</source>
        <translation>Από την πηγή</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from the HTTP origin</source>
        <translation>Μερίδιο των byte που ήρθαν από την πηγή HTTP</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>Άχρηστα</translation>
    </message>
    <message>
        <source>Arrived and was of no use: failed its proof, or came twice</source>
        <translation>Ήρθαν και ήταν άχρηστα: απέτυχαν στην απόδειξη ή ήρθαν δύο φορές</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Προτεραιότητα</translation>
    </message>
    <message>
        <source>Foreground jobs go before background jobs</source>
        <translation>Οι εργασίες προσκηνίου προηγούνται αυτών του παρασκηνίου</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Προστέθηκε</translation>
    </message>
    <message>
        <source>When the job was given</source>
        <translation>Πότε δόθηκε η εργασία</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Τελείωσε</translation>
    </message>
    <message>
        <source>When the content was at its destination</source>
        <translation>Πότε το περιεχόμενο έφτασε στον προορισμό του</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Απόδειξη</translation>
    </message>
    <message>
        <source>What the bytes are proven with</source>
        <translation>Με τι αποδεικνύονται τα byte</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Προορισμός</translation>
    </message>
    <message>
        <source>Where the content goes</source>
        <translation>Πού πηγαίνει το περιεχόμενο</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Ταυτότητα</translation>
    </message>
    <message>
        <source>ContentId, or the key in the cache of a content without metadata</source>
        <translation>ContentId, ή το κλειδί στην κρυφή μνήμη για περιεχόμενο χωρίς μεταδεδομένα</translation>
    </message>
</context>
<context>
    <name>UpdateModel</name>
    <message>
        <source>Product</source>
        <translation>Προϊόν</translation>
    </message>
    <message>
        <source>What its publisher calls it</source>
        <translation>Πώς το λέει ο εκδότης του</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Εγκατεστημένη</translation>
    </message>
    <message>
        <source>The release that is installed</source>
        <translation>Η έκδοση που είναι εγκατεστημένη</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Νεότερη</translation>
    </message>
    <message>
        <source>The newest release of its publisher</source>
        <translation>Η νεότερη έκδοση του εκδότη</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Κατάσταση</translation>
    </message>
    <message>
        <source>What goes on, or what could be done</source>
        <translation>Τι γίνεται ή τι θα μπορούσε να γίνει</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Προς λήψη</translation>
    </message>
    <message>
        <source>Bytes of the cheapest way to the newest release</source>
        <translation>Byte του φθηνότερου δρόμου προς τη νεότερη έκδοση</translation>
    </message>
    <message>
        <source>Installed in</source>
        <translation>Εγκατεστημένο σε</translation>
    </message>
    <message>
        <source>The directory that the product is installed in</source>
        <translation>Ο κατάλογος όπου είναι εγκατεστημένο το προϊόν</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Πότε</translation>
    </message>
    <message>
        <source>When it was done</source>
        <translation>Πότε έγινε</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Τι</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Τι έγινε</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Από</translation>
    </message>
    <message>
        <source>The release before</source>
        <translation>Η προηγούμενη έκδοση</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Σε</translation>
    </message>
    <message>
        <source>The release after it</source>
        <translation>Η επόμενη έκδοση</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Λήφθηκαν</translation>
    </message>
    <message>
        <source>What it cost; a rollback costs nothing</source>
        <translation>Πόσο κόστισε· η επαναφορά δεν κοστίζει τίποτα</translation>
    </message>
    <message>
        <source>%1: %2, from %3 to %4</source>
        <translation>%1: %2, από %3 σε %4</translation>
    </message>
</context>
<context>
    <name>freshet::ctl</name>
    <message>
        <source>There is no page &quot;%1&quot;. Pages: %2</source>
        <translation>Δεν υπάρχει σελίδα «%1». Σελίδες: %2</translation>
    </message>
</context>
<context>
    <name>freshet::desktop</name>
    <message>
        <source>Watch, understand and throttle downloads.</source>
        <translation>Παρακολούθηση, κατανόηση και περιορισμός λήψεων.</translation>
    </message>
    <message>
        <source>Open this page; &quot;transfers:12&quot; opens it on job 12.</source>
        <translation>Ανοίγει αυτή τη σελίδα· το «transfers:12» την ανοίγει στην εργασία 12.</translation>
    </message>
    <message>
        <source>Trust these certificate authorities too (PEM).</source>
        <translation>Εμπιστοσύνη και σε αυτές τις αρχές πιστοποίησης (PEM).</translation>
    </message>
    <message>
        <source>Where the windows keep what they remember.</source>
        <translation>Πού φυλάνε τα παράθυρα ό,τι θυμούνται.</translation>
    </message>
    <message>
        <source>Write a picture of the page as PNG and end; needs no display.</source>
        <translation>Γράφει εικόνα της σελίδας ως PNG και τερματίζει· δεν χρειάζεται οθόνη.</translation>
    </message>
    <message>
        <source>Size of the window, in device-independent pixels.</source>
        <translation>Μέγεθος παραθύρου, σε εικονοστοιχεία ανεξάρτητα από τη συσκευή.</translation>
    </message>
    <message>
        <source>Scale of the display, e.g. 1.5.</source>
        <translation>Κλίμακα της οθόνης, π.χ. 1.5.</translation>
    </message>
    <message>
        <source>Dark colours, whatever the system says.</source>
        <translation>Σκούρα χρώματα, ό,τι κι αν λέει το σύστημα.</translation>
    </message>
    <message>
        <source>Mirrored, as in languages that are written from right to left.</source>
        <translation>Κατοπτρικά, όπως στις γλώσσες που γράφονται από δεξιά προς τα αριστερά.</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT, e.g. 1400x900.</source>
        <translation>Το --size δέχεται ΠΛΑΤΟΣxΥΨΟΣ, π.χ. 1400x900.</translation>
    </message>
    <message>
        <source>--scale takes a number from 0.5 to 4.</source>
        <translation>Το --scale δέχεται αριθμό από 0.5 έως 4.</translation>
    </message>
    <message>
        <source>Addresses or content metadata files to add.</source>
        <translation>Διευθύνσεις ή αρχεία μεταδεδομένων προς προσθήκη.</translation>
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
        <translation>%1 δ</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 λ %2 δ</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 ώ %2 λ</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 ημ. %2 ώ</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The argument is not valid.</source>
        <translation>Το όρισμα δεν είναι έγκυρο.</translation>
    </message>
    <message>
        <source>The file is empty; an empty file has no content metadata.</source>
        <translation>Το αρχείο είναι κενό· ένα κενό αρχείο δεν έχει μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>There is no such file or directory.</source>
        <translation>Δεν υπάρχει τέτοιο αρχείο ή κατάλογος.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Το αρχείο δεν μπορεί να διαβαστεί.</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>Αυτό δεν είναι κανονικό αρχείο.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>Το αρχείο άλλαξε ενώ διαβαζόταν.</translation>
    </message>
    <message>
        <source>The output exists already.</source>
        <translation>Η έξοδος υπάρχει ήδη.</translation>
    </message>
    <message>
        <source>The output cannot be written.</source>
        <translation>Η έξοδος δεν μπορεί να γραφτεί.</translation>
    </message>
    <message>
        <source>The directory of the output is not what it was when the job was given.</source>
        <translation>Ο κατάλογος εξόδου δεν είναι αυτός που ήταν όταν δόθηκε η εργασία.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>Δεν υπάρχει τέτοια ρύθμιση.</translation>
    </message>
    <message>
        <source>The settings file cannot be understood; it is kept aside, and the defaults apply.</source>
        <translation>Το αρχείο ρυθμίσεων δεν είναι κατανοητό· φυλάσσεται παράμερα και ισχύουν οι προεπιλογές.</translation>
    </message>
    <message>
        <source>The settings file was written by a newer version; it is kept aside, and the defaults apply.</source>
        <translation>Το αρχείο ρυθμίσεων γράφτηκε από νεότερη έκδοση· φυλάσσεται παράμερα και ισχύουν οι προεπιλογές.</translation>
    </message>
    <message>
        <source>The content metadata is larger than Freshet accepts.</source>
        <translation>Τα μεταδεδομένα περιεχομένου είναι μεγαλύτερα απ&apos; όσο δέχεται το Freshet.</translation>
    </message>
    <message>
        <source>The content metadata is not well-formed bencoding.</source>
        <translation>Τα μεταδεδομένα περιεχομένου δεν είναι σωστό bencoding.</translation>
    </message>
    <message>
        <source>The content metadata is nested too deeply.</source>
        <translation>Τα μεταδεδομένα περιεχομένου έχουν υπερβολικό βάθος.</translation>
    </message>
    <message>
        <source>The content metadata has too many elements.</source>
        <translation>Τα μεταδεδομένα περιεχομένου έχουν πάρα πολλά στοιχεία.</translation>
    </message>
    <message>
        <source>An integer in the content metadata is out of range.</source>
        <translation>Ένας ακέραιος στα μεταδεδομένα περιεχομένου είναι εκτός ορίων.</translation>
    </message>
    <message>
        <source>An integer in the content metadata is not in its shortest form.</source>
        <translation>Ένας ακέραιος στα μεταδεδομένα περιεχομένου δεν είναι στη συντομότερη μορφή του.</translation>
    </message>
    <message>
        <source>The keys of a dictionary in the content metadata are not in order.</source>
        <translation>Τα κλειδιά ενός λεξικού στα μεταδεδομένα περιεχομένου δεν είναι στη σειρά.</translation>
    </message>
    <message>
        <source>A key occurs twice in the content metadata.</source>
        <translation>Ένα κλειδί εμφανίζεται δύο φορές στα μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>Bytes follow after the end of the content metadata.</source>
        <translation>Μετά το τέλος των μεταδεδομένων περιεχομένου ακολουθούν byte.</translation>
    </message>
    <message>
        <source>A required key is missing in the content metadata.</source>
        <translation>Λείπει ένα απαραίτητο κλειδί από τα μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>A value in the content metadata is of the wrong type.</source>
        <translation>Μια τιμή στα μεταδεδομένα περιεχομένου είναι λάθος τύπου.</translation>
    </message>
    <message>
        <source>The content metadata is not of BitTorrent version 2.</source>
        <translation>Τα μεταδεδομένα περιεχομένου δεν είναι BitTorrent έκδοσης 2.</translation>
    </message>
    <message>
        <source>The content metadata describes several files; a content is one file.</source>
        <translation>Τα μεταδεδομένα περιγράφουν πολλά αρχεία· ένα περιεχόμενο είναι ένα αρχείο.</translation>
    </message>
    <message>
        <source>The piece length is not a power of two from 16 KiB to 64 MiB.</source>
        <translation>Το μήκος τεμαχίου δεν είναι δύναμη του δύο από 16 KiB έως 64 MiB.</translation>
    </message>
    <message>
        <source>The content has more pieces than Freshet accepts.</source>
        <translation>Το περιεχόμενο έχει περισσότερα τεμάχια απ&apos; όσα δέχεται το Freshet.</translation>
    </message>
    <message>
        <source>The length in the content metadata is not valid.</source>
        <translation>Το μήκος στα μεταδεδομένα περιεχομένου δεν είναι έγκυρο.</translation>
    </message>
    <message>
        <source>The content metadata describes an empty file.</source>
        <translation>Τα μεταδεδομένα περιεχομένου περιγράφουν κενό αρχείο.</translation>
    </message>
    <message>
        <source>The name in the content metadata is empty.</source>
        <translation>Το όνομα στα μεταδεδομένα περιεχομένου είναι κενό.</translation>
    </message>
    <message>
        <source>The name in the content metadata is too long.</source>
        <translation>Το όνομα στα μεταδεδομένα περιεχομένου είναι πολύ μακρύ.</translation>
    </message>
    <message>
        <source>The name in the content metadata is not valid UTF-8.</source>
        <translation>Το όνομα στα μεταδεδομένα περιεχομένου δεν είναι έγκυρο UTF-8.</translation>
    </message>
    <message>
        <source>The name in the content metadata contains a path separator.</source>
        <translation>Το όνομα στα μεταδεδομένα περιεχομένου περιέχει διαχωριστικό διαδρομής.</translation>
    </message>
    <message>
        <source>The name in the content metadata is made of dots, or ends in a dot or a space.</source>
        <translation>Το όνομα στα μεταδεδομένα αποτελείται από τελείες ή τελειώνει σε τελεία ή κενό.</translation>
    </message>
    <message>
        <source>The name in the content metadata is reserved by an operating system.</source>
        <translation>Το όνομα στα μεταδεδομένα περιεχομένου είναι δεσμευμένο από λειτουργικό σύστημα.</translation>
    </message>
    <message>
        <source>The name in the content metadata contains a control character or one that file names must not have.</source>
        <translation>Το όνομα στα μεταδεδομένα περιέχει χαρακτήρα ελέγχου ή χαρακτήρα που απαγορεύεται σε ονόματα αρχείων.</translation>
    </message>
    <message>
        <source>The name in the content metadata contains invisible or direction-changing characters.</source>
        <translation>Το όνομα στα μεταδεδομένα περιέχει αόρατους χαρακτήρες ή χαρακτήρες που αλλάζουν κατεύθυνση.</translation>
    </message>
    <message>
        <source>The names in the content metadata disagree.</source>
        <translation>Τα ονόματα στα μεταδεδομένα περιεχομένου διαφωνούν.</translation>
    </message>
    <message>
        <source>The content metadata asks for a file attribute that Freshet does not support.</source>
        <translation>Τα μεταδεδομένα ζητούν ιδιότητα αρχείου που το Freshet δεν υποστηρίζει.</translation>
    </message>
    <message>
        <source>The pieces root is missing in the content metadata.</source>
        <translation>Λείπει η ρίζα των τεμαχίων από τα μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is all zero.</source>
        <translation>Η ρίζα των τεμαχίων στα μεταδεδομένα είναι όλο μηδενικά.</translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is not 32 bytes long.</source>
        <translation>Η ρίζα των τεμαχίων στα μεταδεδομένα δεν έχει μήκος 32 byte.</translation>
    </message>
    <message>
        <source>The piece layer is missing in the content metadata.</source>
        <translation>Λείπει το επίπεδο τεμαχίων από τα μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>The piece layer in the content metadata has the wrong size.</source>
        <translation>Το επίπεδο τεμαχίων στα μεταδεδομένα έχει λάθος μέγεθος.</translation>
    </message>
    <message>
        <source>The piece layer in the content metadata does not prove up to the pieces root.</source>
        <translation>Το επίπεδο τεμαχίων στα μεταδεδομένα δεν αποδεικνύει τη ρίζα των τεμαχίων.</translation>
    </message>
    <message>
        <source>The content metadata has a piece layer that belongs to no file.</source>
        <translation>Τα μεταδεδομένα έχουν επίπεδο τεμαχίων που δεν ανήκει σε κανένα αρχείο.</translation>
    </message>
    <message>
        <source>The version 1 piece hashes in the content metadata have the wrong size.</source>
        <translation>Οι κατακερματισμοί τεμαχίων έκδοσης 1 στα μεταδεδομένα έχουν λάθος μέγεθος.</translation>
    </message>
    <message>
        <source>The version 1 length in the content metadata differs from the version 2 length.</source>
        <translation>Το μήκος της έκδοσης 1 στα μεταδεδομένα διαφέρει από αυτό της έκδοσης 2.</translation>
    </message>
    <message>
        <source>A source in the content metadata is not an acceptable http or https URL.</source>
        <translation>Μια πηγή στα μεταδεδομένα δεν είναι αποδεκτό URL http ή https.</translation>
    </message>
    <message>
        <source>The piece hash file is not the expected JSON.</source>
        <translation>Το αρχείο κατακερματισμών τεμαχίων δεν είναι το αναμενόμενο JSON.</translation>
    </message>
    <message>
        <source>The piece hash file is of an unknown version.</source>
        <translation>Το αρχείο κατακερματισμών τεμαχίων είναι άγνωστης έκδοσης.</translation>
    </message>
    <message>
        <source>The sizes in the piece hash file are not valid.</source>
        <translation>Τα μεγέθη στο αρχείο κατακερματισμών τεμαχίων δεν είναι έγκυρα.</translation>
    </message>
    <message>
        <source>The piece list of the piece hash file has the wrong size or form.</source>
        <translation>Η λίστα τεμαχίων του αρχείου κατακερματισμών έχει λάθος μέγεθος ή μορφή.</translation>
    </message>
    <message>
        <source>The piece hash file does not match its own hash of hashes.</source>
        <translation>Το αρχείο κατακερματισμών δεν ταιριάζει με τον δικό του κατακερματισμό κατακερματισμών.</translation>
    </message>
    <message>
        <source>The content metadata is of another content than the ContentId that was given.</source>
        <translation>Τα μεταδεδομένα είναι άλλου περιεχομένου από το ContentId που δόθηκε.</translation>
    </message>
    <message>
        <source>A piece is not what the content metadata says.</source>
        <translation>Ένα τεμάχιο δεν είναι αυτό που λένε τα μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>The SHA-256 of the whole content is not the one that was given.</source>
        <translation>Το SHA-256 όλου του περιεχομένου δεν είναι αυτό που δόθηκε.</translation>
    </message>
    <message>
        <source>The size is not what the content metadata says.</source>
        <translation>Το μέγεθος δεν είναι αυτό που λένε τα μεταδεδομένα περιεχομένου.</translation>
    </message>
    <message>
        <source>The URL is refused: only plain http and https URLs are accepted.</source>
        <translation>Το URL απορρίπτεται: γίνονται δεκτά μόνο απλά URL http και https.</translation>
    </message>
    <message>
        <source>The host name could not be resolved.</source>
        <translation>Το όνομα του υπολογιστή δεν βρέθηκε.</translation>
    </message>
    <message>
        <source>The connection could not be made.</source>
        <translation>Η σύνδεση δεν έγινε.</translation>
    </message>
    <message>
        <source>The secure connection could not be made.</source>
        <translation>Η ασφαλής σύνδεση δεν έγινε.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted.</source>
        <translation>Το πιστοποιητικό του διακομιστή δεν είναι έμπιστο.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Ο διακομιστής δεν απάντησε εγκαίρως.</translation>
    </message>
    <message>
        <source>The server sends too slowly to make progress.</source>
        <translation>Ο διακομιστής στέλνει πολύ αργά για να υπάρξει πρόοδος.</translation>
    </message>
    <message>
        <source>The connection ended early.</source>
        <translation>Η σύνδεση έληξε πρόωρα.</translation>
    </message>
    <message>
        <source>The server answered with an error.</source>
        <translation>Ο διακομιστής απάντησε με σφάλμα.</translation>
    </message>
    <message>
        <source>The server does not have this file.</source>
        <translation>Ο διακομιστής δεν έχει αυτό το αρχείο.</translation>
    </message>
    <message>
        <source>The server refuses access; a signed URL may have expired.</source>
        <translation>Ο διακομιστής αρνείται την πρόσβαση· ίσως έληξε ένα υπογεγραμμένο URL.</translation>
    </message>
    <message>
        <source>The server asks to come back later.</source>
        <translation>Ο διακομιστής ζητά να επιστρέψετε αργότερα.</translation>
    </message>
    <message>
        <source>The server ignores byte ranges.</source>
        <translation>Ο διακομιστής αγνοεί τα εύρη byte.</translation>
    </message>
    <message>
        <source>The server sent another byte range than was asked for.</source>
        <translation>Ο διακομιστής έστειλε άλλο εύρος byte από αυτό που ζητήθηκε.</translation>
    </message>
    <message>
        <source>The file on the server changed meanwhile.</source>
        <translation>Το αρχείο στον διακομιστή άλλαξε στο μεταξύ.</translation>
    </message>
    <message>
        <source>The server has another file than the content metadata describes.</source>
        <translation>Ο διακομιστής έχει άλλο αρχείο από αυτό που περιγράφουν τα μεταδεδομένα.</translation>
    </message>
    <message>
        <source>The network answers with a sign-in page instead of the file.</source>
        <translation>Το δίκτυο απαντά με σελίδα σύνδεσης αντί για το αρχείο.</translation>
    </message>
    <message>
        <source>The server redirects in a way that Freshet does not follow.</source>
        <translation>Ο διακομιστής ανακατευθύνει με τρόπο που το Freshet δεν ακολουθεί.</translation>
    </message>
    <message>
        <source>The proxy asks for credentials.</source>
        <translation>Ο διαμεσολαβητής ζητά διαπιστευτήρια.</translation>
    </message>
    <message>
        <source>The proxy could not make the connection.</source>
        <translation>Ο διαμεσολαβητής δεν μπόρεσε να κάνει τη σύνδεση.</translation>
    </message>
    <message>
        <source>The tracker refused the request.</source>
        <translation>Ο ιχνηλάτης αρνήθηκε το αίτημα.</translation>
    </message>
    <message>
        <source>The tracker&apos;s answer makes no sense.</source>
        <translation>Η απάντηση του ιχνηλάτη δεν έχει νόημα.</translation>
    </message>
    <message>
        <source>The answer is larger than announced or allowed.</source>
        <translation>Η απάντηση είναι μεγαλύτερη απ&apos; όσο ανακοινώθηκε ή επιτρέπεται.</translation>
    </message>
    <message>
        <source>No source can be asked for this content.</source>
        <translation>Καμία πηγή δεν μπορεί να ερωτηθεί για αυτό το περιεχόμενο.</translation>
    </message>
    <message>
        <source>The peer does not keep to the protocol.</source>
        <translation>Ο ομότιμος δεν τηρεί το πρωτόκολλο.</translation>
    </message>
    <message>
        <source>The peer was not taken.</source>
        <translation>Ο ομότιμος δεν έγινε δεκτός.</translation>
    </message>
    <message>
        <source>Another process owns the cache directory.</source>
        <translation>Ο κατάλογος της κρυφής μνήμης ανήκει σε άλλη διεργασία.</translation>
    </message>
    <message>
        <source>The cache directory is not private to this user.</source>
        <translation>Ο κατάλογος της κρυφής μνήμης δεν είναι ιδιωτικός αυτού του χρήστη.</translation>
    </message>
    <message>
        <source>The cache directory cannot be used.</source>
        <translation>Ο κατάλογος της κρυφής μνήμης δεν μπορεί να χρησιμοποιηθεί.</translation>
    </message>
    <message>
        <source>The cache directory vanished.</source>
        <translation>Ο κατάλογος της κρυφής μνήμης εξαφανίστηκε.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Ο δίσκος είναι πλήρης.</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>Ο δίσκος είναι μόνο για ανάγνωση.</translation>
    </message>
    <message>
        <source>The disk reported an error.</source>
        <translation>Ο δίσκος ανέφερε σφάλμα.</translation>
    </message>
    <message>
        <source>The ledger was damaged.</source>
        <translation>Το μητρώο (ledger) ήταν κατεστραμμένο.</translation>
    </message>
    <message>
        <source>The ledger was made by a newer Freshet.</source>
        <translation>Το μητρώο (ledger) έγινε από νεότερο Freshet.</translation>
    </message>
    <message>
        <source>The ledger is locked by another program.</source>
        <translation>Το μητρώο (ledger) είναι κλειδωμένο από άλλο πρόγραμμα.</translation>
    </message>
    <message>
        <source>The system has no file descriptor or memory left for it at the moment.</source>
        <translation>Το σύστημα δεν έχει αυτή τη στιγμή περιγραφέα αρχείου ή μνήμη.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Ακυρώθηκε.</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>Διακόπηκε.</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>Δεν υπάρχει τέτοια εργασία.</translation>
    </message>
    <message>
        <source>More than one job fits.</source>
        <translation>Ταιριάζουν περισσότερες από μία εργασίες.</translation>
    </message>
    <message>
        <source>This cannot be done with the job as it is now.</source>
        <translation>Αυτό δεν γίνεται με την εργασία όπως είναι τώρα.</translation>
    </message>
    <message>
        <source>The engine has as many jobs as it takes.</source>
        <translation>Η μηχανή έχει όσες εργασίες δέχεται.</translation>
    </message>
    <message>
        <source>There is no such content in the cache.</source>
        <translation>Δεν υπάρχει τέτοιο περιεχόμενο στην κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>More than one content of the cache fits.</source>
        <translation>Ταιριάζουν περισσότερα από ένα περιεχόμενα της κρυφής μνήμης.</translation>
    </message>
    <message>
        <source>A job works on this content, or is going to.</source>
        <translation>Μια εργασία δουλεύει σε αυτό το περιεχόμενο ή πρόκειται να το κάνει.</translation>
    </message>
    <message>
        <source>The content is pinned.</source>
        <translation>Το περιεχόμενο είναι καρφιτσωμένο.</translation>
    </message>
    <message>
        <source>No engine runs for this cache directory.</source>
        <translation>Δεν εκτελείται μηχανή για αυτόν τον κατάλογο κρυφής μνήμης.</translation>
    </message>
    <message>
        <source>The running engine does not answer as it should.</source>
        <translation>Η μηχανή που εκτελείται δεν απαντά όπως πρέπει.</translation>
    </message>
    <message>
        <source>Freshet has a defect.</source>
        <translation>Το Freshet έχει ελάττωμα.</translation>
    </message>
    <message>
        <source>The files that were given are unchanged.</source>
        <translation>Τα αρχεία που δόθηκαν δεν άλλαξαν.</translation>
    </message>
    <message>
        <source>Everything received and stored so far stays in the cache.</source>
        <translation>Ό,τι λήφθηκε και αποθηκεύτηκε μέχρι τώρα μένει στην κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>The complete content stays in the cache.</source>
        <translation>Το πλήρες περιεχόμενο μένει στην κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Correct what was given and run the command again.</source>
        <translation>Διορθώστε ό,τι δόθηκε και εκτελέστε ξανά την εντολή.</translation>
    </message>
    <message>
        <source>Run the same command again; it goes on where it stopped.</source>
        <translation>Εκτελέστε ξανά την ίδια εντολή· συνεχίζει από εκεί που σταμάτησε.</translation>
    </message>
    <message>
        <source>Set that right and let the engine go on with &quot;freshetctl retry&quot; and the job&apos;s number, or download it again to another place.</source>
        <translation>Διορθώστε το και αφήστε τη μηχανή να συνεχίσει με «freshetctl retry» και τον αριθμό της εργασίας, ή κατεβάστε το σε άλλο μέρος.</translation>
    </message>
    <message>
        <source>It is tried again in %1.</source>
        <translation>Νέα προσπάθεια σε %1.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Δοκιμάστε αργότερα.</translation>
    </message>
    <message>
        <source>Give another source, or try again later.</source>
        <translation>Δώστε άλλη πηγή ή δοκιμάστε αργότερα.</translation>
    </message>
    <message>
        <source>Free some disk space and run the command again; it goes on where it stopped.</source>
        <translation>Ελευθερώστε χώρο στον δίσκο και εκτελέστε ξανά την εντολή· συνεχίζει από εκεί που σταμάτησε.</translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then run the command again.</source>
        <translation>Διορθώστε τον ιδιοκτήτη ή τα δικαιώματα και μετά εκτελέστε ξανά την εντολή.</translation>
    </message>
    <message>
        <source>End the other process, or choose another directory with --cache-dir.</source>
        <translation>Τερματίστε την άλλη διεργασία ή επιλέξτε άλλον κατάλογο με --cache-dir.</translation>
    </message>
    <message>
        <source>Start one with &quot;freshetctl engine run&quot;, or name its directory with --cache-dir.</source>
        <translation>Ξεκινήστε μία με «freshetctl engine run» ή δώστε τον κατάλογό της με --cache-dir.</translation>
    </message>
    <message>
        <source>The running engine goes on with it; &quot;freshetctl cancel&quot; with the job&apos;s number ends it.</source>
        <translation>Η μηχανή που εκτελείται συνεχίζει· το «freshetctl cancel» με τον αριθμό της εργασίας την τερματίζει.</translation>
    </message>
    <message>
        <source>Check the clock and the trusted certificates of this machine.</source>
        <translation>Ελέγξτε το ρολόι και τα έμπιστα πιστοποιητικά αυτού του μηχανήματος.</translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then run the command again.</source>
        <translation>Συνδεθείτε στο δίκτυο ή στον διαμεσολαβητή και μετά εκτελέστε ξανά την εντολή.</translation>
    </message>
    <message>
        <source>Ask the publisher for correct content metadata or a correct source.</source>
        <translation>Ζητήστε από τον εκδότη σωστά μεταδεδομένα περιεχομένου ή σωστή πηγή.</translation>
    </message>
    <message>
        <source>Install the newer Freshet, or choose another directory with --cache-dir.</source>
        <translation>Εγκαταστήστε το νεότερο Freshet ή επιλέξτε άλλον κατάλογο με --cache-dir.</translation>
    </message>
    <message>
        <source>Please report this with the command that was used.</source>
        <translation>Αναφέρετέ το μαζί με την εντολή που χρησιμοποιήθηκε.</translation>
    </message>
    <message>
        <source>while: %1</source>
        <translation>κατά: %1</translation>
    </message>
    <message>
        <source>kept: %1</source>
        <translation>διατηρήθηκαν: %1</translation>
    </message>
    <message>
        <source>next: %1</source>
        <translation>επόμενο: %1</translation>
    </message>
    <message>
        <source>%1 in the cache.</source>
        <translation>%1 στην κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>%1 received so far.</source>
        <translation>%1 λήφθηκαν ως τώρα.</translation>
    </message>
    <message>
        <source>Receiving at %1.</source>
        <translation>Λήψη με %1.</translation>
    </message>
    <message>
        <source>Its numbers changed.</source>
        <translation>Οι αριθμοί του άλλαξαν.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is asked for the content.</source>
        <translation>Ζητείται το περιεχόμενο από %1.</translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3), claimed for the site.</source>
        <translation>Ζητείται από %1 το τεμάχιο %2 (%3), δεσμευμένο για την τοποθεσία.</translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3).</source>
        <translation>Ζητείται από %1 το τεμάχιο %2 (%3).</translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4), claimed for the site.</source>
        <translation>Ζητούνται από %1 τα τεμάχια %2 έως %3 (%4), δεσμευμένα για την τοποθεσία.</translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4).</source>
        <translation>Ζητούνται από %1 τα τεμάχια %2 έως %3 (%4).</translation>
    </message>
    <message>
        <source>It is left alone for %1.</source>
        <translation>Αφήνεται ήσυχο για %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) brought parts of it.</source>
        <translation>
            <numerusform>%n άλλος έφερε μέρη του.</numerusform>
            <numerusform>%n άλλοι έφεραν μέρη του.</numerusform>
        </translation>
    </message>
    <message>
        <source>The setting %1 is %2 now, by %3.</source>
        <translation>Η ρύθμιση %1 είναι τώρα %2, από %3.</translation>
    </message>
    <message>
        <source>The engine has started.</source>
        <translation>Η μηχανή ξεκίνησε.</translation>
    </message>
    <message>
        <source>The engine ends; everything verified is kept.</source>
        <translation>Η μηχανή τερματίζει· ό,τι επαληθεύτηκε διατηρείται.</translation>
    </message>
    <message>
        <source>%1 is to be delivered to %2.</source>
        <translation>Το %1 θα παραδοθεί στο %2.</translation>
    </message>
    <message>
        <source>The job is not listed any more; what it obtained stays in the cache.</source>
        <translation>Η εργασία δεν εμφανίζεται πια· ό,τι έφερε μένει στην κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Piece %1 came from %2.</source>
        <translation>Το τεμάχιο %1 ήρθε από %2.</translation>
    </message>
    <message>
        <source>Piece %1 is proven; it came from %2.</source>
        <translation>Το τεμάχιο %1 αποδείχθηκε· ήρθε από %2.</translation>
    </message>
    <message>
        <source>Piece %1 failed its proof and was thrown away; it came from %2.</source>
        <translation>Το τεμάχιο %1 απέτυχε στην απόδειξη και απορρίφθηκε· ήρθε από %2.</translation>
    </message>
    <message>
        <source>Piece %1 is safe on disk.</source>
        <translation>Το τεμάχιο %1 είναι ασφαλές στον δίσκο.</translation>
    </message>
    <message>
        <source>The disk lost piece %1; it is fetched again.</source>
        <translation>Ο δίσκος έχασε το τεμάχιο %1· λαμβάνεται ξανά.</translation>
    </message>
    <message>
        <source>Delivered %1, sharing its space with the cache.</source>
        <translation>Παραδόθηκε το %1, μοιράζεται τον χώρο του με την κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Delivered %1 as a copy.</source>
        <translation>Παραδόθηκε το %1 ως αντίγραφο.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are missing here: there was no room for them.</source>
        <translation>
            <numerusform>Λείπει %n συμβάν εδώ: δεν υπήρχε χώρος.</numerusform>
            <numerusform>Λείπουν %n συμβάντα εδώ: δεν υπήρχε χώρος.</numerusform>
        </translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Λεπτομέρεια</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Πληροφορία</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Προειδοποίηση</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Σφάλμα</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Μηχανή</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Εργασία</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Πηγή</translation>
    </message>
    <message>
        <source>Piece</source>
        <translation>Τεμάχιο</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ρυθμίσεις</translation>
    </message>
    <message>
        <source>it is banned.</source>
        <translation>είναι αποκλεισμένος.</translation>
    </message>
    <message>
        <source>there are as many connections as allowed.</source>
        <translation>υπάρχουν όσες συνδέσεις επιτρέπονται.</translation>
    </message>
    <message>
        <source>it wants a content that is not offered here.</source>
        <translation>θέλει περιεχόμενο που δεν προσφέρεται εδώ.</translation>
    </message>
    <message>
        <source>%1 has connected to this machine.</source>
        <translation>Το %1 συνδέθηκε με αυτό το μηχάνημα.</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>Σύνδεση με %1.</translation>
    </message>
    <message>
        <source>The connection with %1 has ended, after %2: %3</source>
        <translation>Η σύνδεση με %1 έληξε μετά από %2: %3</translation>
    </message>
    <message>
        <source>%1 was not let in: %2</source>
        <translation>Το %1 δεν έγινε δεκτό: %2</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation>Το %1 δεν είναι προσβάσιμο: %2</translation>
    </message>
    <message>
        <source>%1 is banned for %2: piece %3 failed its proof.</source>
        <translation>Το %1 αποκλείεται για %2: το τεμάχιο %3 απέτυχε στην απόδειξη.</translation>
    </message>
    <message>
        <source>%1 is banned for %2: you wanted it.</source>
        <translation>Το %1 αποκλείεται για %2: το θελήσατε εσείς.</translation>
    </message>
    <message>
        <source>%1 is not banned any more.</source>
        <translation>Το %1 δεν είναι πια αποκλεισμένο.</translation>
    </message>
    <message>
        <source>%1 owed what it was asked for and sent nothing: avoided for %2.</source>
        <translation>Το %1 χρωστούσε ό,τι του ζητήθηκε και δεν έστειλε τίποτα: αποφεύγεται για %2.</translation>
    </message>
    <message>
        <source>%1 is asked too for a block of piece %2 that %3 is slow with.</source>
        <translation>Ζητείται και από %1 ένα μπλοκ του τεμαχίου %2, με το οποίο το %3 αργεί.</translation>
    </message>
    <message>
        <source>Piece %1: who claimed it is silent or gone, so it is fetched here.</source>
        <translation>Τεμάχιο %1: όποιος το δέσμευσε σιωπά ή έφυγε, οπότε λαμβάνεται εδώ.</translation>
    </message>
    <message>
        <source>Piece %1: those nearby who have it bring too little, so it is fetched here as well.</source>
        <translation>Τεμάχιο %1: όσοι το έχουν κοντά φέρνουν πολύ λίγα, οπότε λαμβάνεται και εδώ.</translation>
    </message>
    <message>
        <source>Piece %1: who claims it is slow, so it is fetched here as well.</source>
        <translation>Τεμάχιο %1: όποιος το δεσμεύει είναι αργός, οπότε λαμβάνεται και εδώ.</translation>
    </message>
    <message>
        <source>Known.</source>
        <translation>Γνωστός.</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Δεν ερωτήθηκε ακόμη.</translation>
    </message>
    <message>
        <source>Tried again in %1.</source>
        <translation>Νέα προσπάθεια σε %1.</translation>
    </message>
    <message>
        <source>Not needed: there are as many connections as allowed.</source>
        <translation>Δεν χρειάζεται: υπάρχουν όσες συνδέσεις επιτρέπονται.</translation>
    </message>
    <message>
        <source>The download mode allows no peers of this class.</source>
        <translation>Η λειτουργία λήψης δεν επιτρέπει ομότιμους αυτής της κατηγορίας.</translation>
    </message>
    <message>
        <source>It is not of our group.</source>
        <translation>Δεν είναι της ομάδας μας.</translation>
    </message>
    <message>
        <source>It is not of our subnet, and peers are restricted to that.</source>
        <translation>Δεν είναι στο υποδίκτυό μας, και οι ομότιμοι περιορίζονται σε αυτό.</translation>
    </message>
    <message>
        <source>It does not encrypt, and has to.</source>
        <translation>Δεν κρυπτογραφεί, ενώ πρέπει.</translation>
    </message>
    <message>
        <source>It does not have this content.</source>
        <translation>Δεν έχει αυτό το περιεχόμενο.</translation>
    </message>
    <message>
        <source>Neither side has anything that the other lacks.</source>
        <translation>Καμία πλευρά δεν έχει κάτι που λείπει στην άλλη.</translation>
    </message>
    <message>
        <source>This is ourselves.</source>
        <translation>Είμαστε εμείς οι ίδιοι.</translation>
    </message>
    <message>
        <source>Whoever told of it has told of too many.</source>
        <translation>Όποιος μίλησε για αυτόν μίλησε για πάρα πολλούς.</translation>
    </message>
    <message>
        <source>No peer can have this address.</source>
        <translation>Κανένας ομότιμος δεν μπορεί να έχει αυτή τη διεύθυνση.</translation>
    </message>
    <message>
        <source>Banned for bad bytes, for another %1.</source>
        <translation>Αποκλεισμένος για λάθος byte, για άλλα %1.</translation>
    </message>
    <message>
        <source>The job does not run.</source>
        <translation>Η εργασία δεν εκτελείται.</translation>
    </message>
    <message>
        <source>What answers there is no peer; looked at again in %1.</source>
        <translation>Ό,τι απαντά εκεί δεν είναι ομότιμος· νέος έλεγχος σε %1.</translation>
    </message>
    <message>
        <source>Another address of the same machine is in use.</source>
        <translation>Χρησιμοποιείται άλλη διεύθυνση του ίδιου μηχανήματος.</translation>
    </message>
    <message>
        <source>It is its turn to connect to us.</source>
        <translation>Είναι η σειρά του να συνδεθεί μαζί μας.</translation>
    </message>
    <message>
        <source>The network that it was heard on is gone.</source>
        <translation>Το δίκτυο στο οποίο ακούστηκε δεν υπάρχει πια.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>άγνωστο</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation>πηγή HTTP</translation>
    </message>
    <message>
        <source>internet</source>
        <translation>διαδίκτυο</translation>
    </message>
    <message>
        <source>group</source>
        <translation>ομάδα</translation>
    </message>
    <message>
        <source>cache server</source>
        <translation>διακομιστής κρυφής μνήμης</translation>
    </message>
    <message>
        <source>local cache</source>
        <translation>τοπική κρυφή μνήμη</translation>
    </message>
    <message>
        <source>LAN, this link</source>
        <translation>LAN, αυτός ο σύνδεσμος</translation>
    </message>
    <message>
        <source>by the classification table</source>
        <translation>από τον πίνακα κατάταξης</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>αυτό το μηχάνημα</translation>
    </message>
    <message>
        <source>on this link</source>
        <translation>σε αυτόν τον σύνδεσμο</translation>
    </message>
    <message>
        <source>in our subnet</source>
        <translation>στο υποδίκτυό μας</translation>
    </message>
    <message>
        <source>behind our router</source>
        <translation>πίσω από τον δρομολογητή μας</translation>
    </message>
    <message>
        <source>proved that it is of our group</source>
        <translation>απέδειξε ότι είναι της ομάδας μας</translation>
    </message>
    <message>
        <source>private address of another network</source>
        <translation>ιδιωτική διεύθυνση άλλου δικτύου</translation>
    </message>
    <message>
        <source>public address</source>
        <translation>δημόσια διεύθυνση</translation>
    </message>
    <message>
        <source>Connecting.</source>
        <translation>Συνδέεται.</translation>
    </message>
    <message>
        <source>Finding out what it has.</source>
        <translation>Διαπιστώνεται τι έχει.</translation>
    </message>
    <message>
        <source>Connected; nothing to exchange at the moment.</source>
        <translation>Συνδεδεμένος· προς το παρόν δεν υπάρχει τίποτα προς ανταλλαγή.</translation>
    </message>
    <message>
        <source>Waiting: it serves others at the moment.</source>
        <translation>Αναμονή: εξυπηρετεί άλλους αυτή τη στιγμή.</translation>
    </message>
    <message>
        <source>Receiving from it.</source>
        <translation>Λήψη από αυτόν.</translation>
    </message>
    <message>
        <source>Sending to it.</source>
        <translation>Αποστολή σε αυτόν.</translation>
    </message>
    <message>
        <source>Receiving from it and sending to it.</source>
        <translation>Λήψη από αυτόν και αποστολή σε αυτόν.</translation>
    </message>
    <message>
        <source>Stalled: it did not send what it was asked for; avoided for another %1.</source>
        <translation>Κόλλησε: δεν έστειλε ό,τι του ζητήθηκε· αποφεύγεται για άλλα %1.</translation>
    </message>
    <message>
        <source>Stalled: it owes what it was asked for.</source>
        <translation>Κόλλησε: χρωστά ό,τι του ζητήθηκε.</translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation>Η σύνδεση έληξε.</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>μεταδεδομένα</translation>
    </message>
    <message>
        <source>LAN discovery</source>
        <translation>ανακάλυψη LAN</translation>
    </message>
    <message>
        <source>tracker</source>
        <translation>ιχνηλάτης</translation>
    </message>
    <message>
        <source>array</source>
        <translation>array</translation>
    </message>
    <message>
        <source>you</source>
        <translation>εσείς</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>ο ίδιος</translation>
    </message>
    <message>
        <source>the last run</source>
        <translation>η προηγούμενη εκτέλεση</translation>
    </message>
    <message>
        <source>Jobs side by side</source>
        <translation>Εργασίες παράλληλα</translation>
    </message>
    <message>
        <source>So many jobs run at the same time; others wait, foreground first.</source>
        <translation>Τόσες εργασίες εκτελούνται ταυτόχρονα· οι άλλες περιμένουν, πρώτα οι προσκηνίου.</translation>
    </message>
    <message>
        <source>Connections per HTTP source</source>
        <translation>Συνδέσεις ανά πηγή HTTP</translation>
    </message>
    <message>
        <source>Requests to one HTTP source side by side, for jobs that begin from now on.</source>
        <translation>Παράλληλα αιτήματα σε μία πηγή HTTP, για εργασίες που αρχίζουν από τώρα.</translation>
    </message>
    <message>
        <source>Largest cache, share of the disk</source>
        <translation>Μέγιστη κρυφή μνήμη, μερίδιο του δίσκου</translation>
    </message>
    <message>
        <source>The cache may take this share of its disk; pinned contents do not count.</source>
        <translation>Η κρυφή μνήμη μπορεί να πάρει αυτό το μερίδιο του δίσκου της· τα καρφιτσωμένα δεν μετρούν.</translation>
    </message>
    <message>
        <source>Largest cache</source>
        <translation>Μέγιστη κρυφή μνήμη</translation>
    </message>
    <message>
        <source>The cache may take so much, whatever the size of the disk.</source>
        <translation>Τόσο μπορεί να πάρει η κρυφή μνήμη, όποιο κι αν είναι το μέγεθος του δίσκου.</translation>
    </message>
    <message>
        <source>Longest stay in the cache</source>
        <translation>Μέγιστη παραμονή στην κρυφή μνήμη</translation>
    </message>
    <message>
        <source>A content that is not used for so long is removed; pinned contents stay.</source>
        <translation>Περιεχόμενο που δεν χρησιμοποιείται τόσο αφαιρείται· τα καρφιτσωμένα μένουν.</translation>
    </message>
    <message>
        <source>Smallest cached file</source>
        <translation>Μικρότερο αρχείο στην κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Smaller contents are not kept once they are delivered.</source>
        <translation>Μικρότερα περιεχόμενα δεν κρατιούνται μετά την παράδοση.</translation>
    </message>
    <message>
        <source>Free space to leave</source>
        <translation>Ελεύθερος χώρος που μένει</translation>
    </message>
    <message>
        <source>The cache leaves so much free space on its disk to everybody else.</source>
        <translation>Τόσο ελεύθερο χώρο αφήνει η κρυφή μνήμη στον δίσκο της για όλους τους άλλους.</translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation>Λειτουργία λήψης</translation>
    </message>
    <message>
        <source>Whom contents are exchanged with: nobody, the LAN, a group, the internet.</source>
        <translation>Με ποιους ανταλλάσσονται περιεχόμενα: κανέναν, το LAN, μια ομάδα, το διαδίκτυο.</translation>
    </message>
    <message>
        <source>Look for peers on the LAN</source>
        <translation>Αναζήτηση ομότιμων στο LAN</translation>
    </message>
    <message>
        <source>Tell the LAN which contents are here, and listen to who else has them.</source>
        <translation>Λέει στο LAN ποια περιεχόμενα είναι εδώ και ακούει ποιος άλλος τα έχει.</translation>
    </message>
    <message>
        <source>Port for peers</source>
        <translation>Θύρα για ομότιμους</translation>
    </message>
    <message>
        <source>Peers connect to this TCP port; to any free one if it is taken.</source>
        <translation>Οι ομότιμοι συνδέονται σε αυτή τη θύρα TCP· σε ελεύθερη αν είναι κατειλημμένη.</translation>
    </message>
    <message>
        <source>Connections per content</source>
        <translation>Συνδέσεις ανά περιεχόμενο</translation>
    </message>
    <message>
        <source>A content has at most so many peers at a time.</source>
        <translation>Ένα περιεχόμενο έχει το πολύ τόσους ομότιμους ταυτόχρονα.</translation>
    </message>
    <message>
        <source>Peers served at a time</source>
        <translation>Ομότιμοι που εξυπηρετούνται ταυτόχρονα</translation>
    </message>
    <message>
        <source>So many peers of a content are sent blocks side by side; others wait.</source>
        <translation>Σε τόσους ομότιμους ενός περιεχομένου στέλνονται μπλοκ παράλληλα· οι άλλοι περιμένουν.</translation>
    </message>
    <message>
        <source>Addresses for peers</source>
        <translation>Διευθύνσεις για ομότιμους</translation>
    </message>
    <message>
        <source>Peers can connect to these addresses of the machine; all of them by default.</source>
        <translation>Οι ομότιμοι μπορούν να συνδεθούν σε αυτές τις διευθύνσεις του μηχανήματος· προεπιλογή όλες.</translation>
    </message>
    <message>
        <source>Smallest file from peers</source>
        <translation>Μικρότερο αρχείο από ομότιμους</translation>
    </message>
    <message>
        <source>Smaller contents are fetched over HTTP alone.</source>
        <translation>Μικρότερα περιεχόμενα λαμβάνονται μόνο μέσω HTTP.</translation>
    </message>
    <message>
        <source>Wait for peers, foreground</source>
        <translation>Αναμονή ομότιμων, προσκήνιο</translation>
    </message>
    <message>
        <source>Wait for peers, background</source>
        <translation>Αναμονή ομότιμων, παρασκήνιο</translation>
    </message>
    <message>
        <source>Least background speed</source>
        <translation>Ελάχιστη ταχύτητα παρασκηνίου</translation>
    </message>
    <message>
        <source>Foreground download limit</source>
        <translation>Όριο λήψης προσκηνίου</translation>
    </message>
    <message>
        <source>Foreground download limit, share</source>
        <translation>Όριο λήψης προσκηνίου, μερίδιο</translation>
    </message>
    <message>
        <source>Background download limit</source>
        <translation>Όριο λήψης παρασκηνίου</translation>
    </message>
    <message>
        <source>Background download limit, share</source>
        <translation>Όριο λήψης παρασκηνίου, μερίδιο</translation>
    </message>
    <message>
        <source>Upload limit</source>
        <translation>Όριο αποστολής</translation>
    </message>
    <message>
        <source>Upload limit, share</source>
        <translation>Όριο αποστολής, μερίδιο</translation>
    </message>
    <message>
        <source>No limits on the LAN</source>
        <translation>Χωρίς όρια στο LAN</translation>
    </message>
    <message>
        <source>the default</source>
        <translation>την προεπιλογή</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>την υπηρεσία</translation>
    </message>
    <message>
        <source>the settings file</source>
        <translation>το αρχείο ρυθμίσεων</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>τη γραμμή εντολών</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Σε αναμονή</translation>
    </message>
    <message>
        <source>Resolving</source>
        <translation>Επίλυση</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Λήψη</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Επαλήθευση</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Ολοκληρώθηκε</translation>
    </message>
    <message>
        <source>Caching</source>
        <translation>Στην κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Σε παύση</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Απέτυχε</translation>
    </message>
    <message>
        <source>Waiting until another job ends.</source>
        <translation>Αναμονή μέχρι να τελειώσει άλλη εργασία.</translation>
    </message>
    <message>
        <source>Another job is obtaining the same content; this one gets it from the cache then.</source>
        <translation>Άλλη εργασία φέρνει το ίδιο περιεχόμενο· αυτή το παίρνει μετά από την κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Fetching the content metadata.</source>
        <translation>Λήψη των μεταδεδομένων περιεχομένου.</translation>
    </message>
    <message>
        <source>Contacting the source.</source>
        <translation>Επικοινωνία με την πηγή.</translation>
    </message>
    <message>
        <source>Looking at what the cache already has.</source>
        <translation>Έλεγχος για ό,τι έχει ήδη η κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Receiving from the HTTP origin.</source>
        <translation>Λήψη από την πηγή HTTP.</translation>
    </message>
    <message>
        <source>Receiving from peers.</source>
        <translation>Λήψη από ομότιμους.</translation>
    </message>
    <message>
        <source>Receiving from peers and from HTTP.</source>
        <translation>Λήψη από ομότιμους και μέσω HTTP.</translation>
    </message>
    <message>
        <source>Waiting for peers: others nearby are fetching what is missing, or nobody who is connected has it.</source>
        <translation>Αναμονή ομότιμων: άλλοι κοντά φέρνουν ό,τι λείπει, ή κανείς από τους συνδεδεμένους δεν το έχει.</translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache and is offered to peers.</source>
        <translation>Αποδείχθηκε και παραδόθηκε· μένει στην κρυφή μνήμη και προσφέρεται σε ομότιμους.</translation>
    </message>
    <message>
        <source>%1 Tried again in %2.</source>
        <translation>%1 Νέα προσπάθεια σε %2.</translation>
    </message>
    <message>
        <source>%1 of free space are needed.</source>
        <translation>Χρειάζονται %1 ελεύθερου χώρου.</translation>
    </message>
    <message>
        <source>%1 Everything received is kept; it goes on by itself. Looked at again in %2.</source>
        <translation>%1 Ό,τι λήφθηκε διατηρείται· συνεχίζει από μόνο του. Νέος έλεγχος σε %2.</translation>
    </message>
    <message>
        <source>Waiting for the disk, which is slower than the network.</source>
        <translation>Αναμονή για τον δίσκο, που είναι πιο αργός από το δίκτυο.</translation>
    </message>
    <message>
        <source>Making sure that everything is on the disk.</source>
        <translation>Εξασφάλιση ότι όλα είναι στον δίσκο.</translation>
    </message>
    <message>
        <source>Bringing the content to its destination.</source>
        <translation>Μεταφορά του περιεχομένου στον προορισμό του.</translation>
    </message>
    <message>
        <source>Paused; everything verified is kept. Resume it to go on.</source>
        <translation>Σε παύση· ό,τι επαληθεύτηκε διατηρείται. Συνεχίστε την για να προχωρήσει.</translation>
    </message>
    <message>
        <source>Paused, because the limit for such downloads is 0. Everything verified is kept; it goes on by itself when the limit is raised or removed.</source>
        <translation>Σε παύση, επειδή το όριο για τέτοιες λήψεις είναι 0. Ό,τι επαληθεύτηκε διατηρείται· συνεχίζει από μόνο του όταν το όριο αυξηθεί ή αφαιρεθεί.</translation>
    </message>
    <message>
        <source>Not finished, and nothing works on it. Run its download again to go on.</source>
        <translation>Δεν τελείωσε, και τίποτα δεν δουλεύει πάνω του. Κατεβάστε το ξανά για να προχωρήσει.</translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache.</source>
        <translation>Αποδείχθηκε και παραδόθηκε· μένει στην κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Simple mode: there is no content metadata, so only the whole file can be proven and peers are off.</source>
        <translation>Απλή λειτουργία: δεν υπάρχουν μεταδεδομένα περιεχομένου, οπότε αποδεικνύεται μόνο όλο το αρχείο και οι ομότιμοι είναι ανενεργοί.</translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Give its ContentId with --content-id to authorise it.</source>
        <translation>Οι ομότιμοι είναι ανενεργοί: τα μεταδεδομένα ήρθαν μέσω απλού HTTP. Δώστε το ContentId με --content-id για να εγκριθούν.</translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Give --sha256 to have them proven.</source>
        <translation>Δεν αποδείχθηκε: δεν υπάρχουν ούτε μεταδεδομένα ούτε SHA-256, οπότε τα byte είναι όπως τα έστειλε ο διακομιστής. Δώστε --sha256 για να αποδειχθούν.</translation>
    </message>
    <message>
        <source>Simple mode: the services do not know this content, so it comes over HTTP alone.</source>
        <translation>Απλή λειτουργία: οι υπηρεσίες δεν γνωρίζουν αυτό το περιεχόμενο, οπότε έρχεται μόνο μέσω HTTP.</translation>
    </message>
    <message>
        <source>Simple mode: the services do not answer, so nobody vouches for the content and it comes over HTTP alone.</source>
        <translation>Απλή λειτουργία: οι υπηρεσίες δεν απαντούν, οπότε κανείς δεν εγγυάται για το περιεχόμενο και έρχεται μόνο μέσω HTTP.</translation>
    </message>
    <message>
        <source>Simple mode: what the services say of this content cannot be trusted, so it comes over HTTP alone.</source>
        <translation>Απλή λειτουργία: όσα λένε οι υπηρεσίες για αυτό το περιεχόμενο δεν είναι αξιόπιστα, οπότε έρχεται μόνο μέσω HTTP.</translation>
    </message>
    <message>
        <source>Simple mode: the content metadata is not what the services promised, so it comes over HTTP alone.</source>
        <translation>Απλή λειτουργία: τα μεταδεδομένα δεν είναι αυτά που υποσχέθηκαν οι υπηρεσίες, οπότε το περιεχόμενο έρχεται μόνο μέσω HTTP.</translation>
    </message>
    <message>
        <source>Peers are off: the services allow none for this content in the download mode that is set.</source>
        <translation>Οι ομότιμοι είναι ανενεργοί: οι υπηρεσίες δεν επιτρέπουν κανέναν για αυτό το περιεχόμενο στον τρόπο λήψης που έχει οριστεί.</translation>
    </message>
    <message>
        <source>The job goes on over HTTP alone.</source>
        <translation>Η εργασία συνεχίζεται μόνο μέσω HTTP.</translation>
    </message>
    <message>
        <source>What the services say of the content cannot be trusted.</source>
        <translation>Όσα λένε οι υπηρεσίες για το περιεχόμενο δεν είναι αξιόπιστα.</translation>
    </message>
    <message>
        <source>matched by the services</source>
        <translation>ταιριάστηκε από τις υπηρεσίες</translation>
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
        <translation>λίγα δευτερόλεπτα</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>λιγότερο από ένα λεπτό</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>περίπου %1 λ</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>περίπου %1 ώ</translation>
    </message>
    <message>
        <source>about %1 h 30 min</source>
        <translation>περίπου %1 ώ 30 λ</translation>
    </message>
    <message>
        <source>about %1 d</source>
        <translation>περίπου %1 ημ.</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>μόλις τώρα</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>πριν από %1 λ</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>πριν από %1 ώ</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>πριν από %1 ημ.</translation>
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
        <translation>Το πακέτο ενημέρωσης δεν είναι σωστά διαμορφωμένο.</translation>
    </message>
    <message>
        <source>The update pack is damaged.</source>
        <translation>Το πακέτο ενημέρωσης είναι κατεστραμμένο.</translation>
    </message>
    <message>
        <source>The update pack asks for more than it may.</source>
        <translation>Το πακέτο ενημέρωσης ζητά περισσότερα απ&apos; όσα επιτρέπεται.</translation>
    </message>
    <message>
        <source>The update pack is for another state of the installed files.</source>
        <translation>Το πακέτο ενημέρωσης είναι για άλλη κατάσταση των εγκατεστημένων αρχείων.</translation>
    </message>
    <message>
        <source>A path in the release is not acceptable.</source>
        <translation>Μια διαδρομή στην έκδοση δεν είναι αποδεκτή.</translation>
    </message>
    <message>
        <source>Installed files were changed by somebody else.</source>
        <translation>Εγκατεστημένα αρχεία άλλαξαν από άλλον.</translation>
    </message>
    <message>
        <source>It is not known what is installed there.</source>
        <translation>Δεν είναι γνωστό τι είναι εγκατεστημένο εκεί.</translation>
    </message>
    <message>
        <source>Another update of the same files is at work.</source>
        <translation>Άλλη ενημέρωση των ίδιων αρχείων είναι σε εξέλιξη.</translation>
    </message>
    <message>
        <source>The update manifest is not well-formed.</source>
        <translation>Το μανιφέστο ενημέρωσης δεν είναι σωστά διαμορφωμένο.</translation>
    </message>
    <message>
        <source>The update manifest is not signed with the publisher&apos;s key.</source>
        <translation>Το μανιφέστο ενημέρωσης δεν είναι υπογεγραμμένο με το κλειδί του εκδότη.</translation>
    </message>
    <message>
        <source>The update is older than what was seen here before.</source>
        <translation>Η ενημέρωση είναι παλαιότερη από ό,τι έχει ήδη φανεί εδώ.</translation>
    </message>
    <message>
        <source>The update manifest has expired.</source>
        <translation>Το μανιφέστο ενημέρωσης έληξε.</translation>
    </message>
    <message>
        <source>No update leads there from what is installed.</source>
        <translation>Καμία ενημέρωση δεν οδηγεί εκεί από ό,τι είναι εγκατεστημένο.</translation>
    </message>
    <message>
        <source>The new version failed its health check; the old one is back.</source>
        <translation>Η νέα έκδοση απέτυχε στον έλεγχο υγείας· η παλιά επέστρεψε.</translation>
    </message>
    <message>
        <source>The package cannot be opened as a release.</source>
        <translation>Το πακέτο δεν μπορεί να ανοιχτεί ως έκδοση.</translation>
    </message>
    <message>
        <source>Held back by its own limit.</source>
        <translation>Περιορίζεται από το δικό της όριο.</translation>
    </message>
    <message>
        <source>Held back by the limit for all downloads.</source>
        <translation>Περιορίζεται από το όριο όλων των λήψεων.</translation>
    </message>
    <message>
        <source>Held back by the limit for foreground downloads.</source>
        <translation>Περιορίζεται από το όριο λήψεων προσκηνίου.</translation>
    </message>
    <message>
        <source>Held back by the limit for background downloads.</source>
        <translation>Περιορίζεται από το όριο λήψεων παρασκηνίου.</translation>
    </message>
    <message>
        <source>Held back because foreground downloads use up the limit for all.</source>
        <translation>Περιορίζεται επειδή οι λήψεις προσκηνίου εξαντλούν το όριο για όλες.</translation>
    </message>
    <message>
        <source>Held back by the upload limit.</source>
        <translation>Περιορίζεται από το όριο αποστολής.</translation>
    </message>
    <message>
        <source>Held back by the upload limit for the group.</source>
        <translation>Περιορίζεται από το όριο αποστολής για την ομάδα.</translation>
    </message>
    <message>
        <source>Held back by the upload limit for the internet.</source>
        <translation>Περιορίζεται από το όριο αποστολής για το διαδίκτυο.</translation>
    </message>
    <message>
        <source>The cache may take %1 of this disk&apos;s %2; it takes %3 now.</source>
        <translation>Η κρυφή μνήμη μπορεί να πάρει %1 από τα %2 αυτού του δίσκου· τώρα παίρνει %3.</translation>
    </message>
    <message>
        <source>Everything comes over HTTP; nothing is exchanged with other machines.</source>
        <translation>Όλα έρχονται μέσω HTTP· τίποτα δεν ανταλλάσσεται με άλλα μηχανήματα.</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network.</source>
        <translation>Περιεχόμενα ανταλλάσσονται με μηχανήματα αυτού του δικτύου.</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network and of our group.</source>
        <translation>Περιεχόμενα ανταλλάσσονται με μηχανήματα αυτού του δικτύου και της ομάδας μας.</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network, of our group and of the internet.</source>
        <translation>Περιεχόμενα ανταλλάσσονται με μηχανήματα αυτού του δικτύου, της ομάδας μας και του διαδικτύου.</translation>
    </message>
    <message>
        <source>No limit.</source>
        <translation>Χωρίς όριο.</translation>
    </message>
    <message>
        <source>Has no effect: the alternative limits are on.</source>
        <translation>Χωρίς επίδραση: τα εναλλακτικά όρια είναι ενεργά.</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Σε παύση.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Το πολύ %1.</translation>
    </message>
    <message>
        <source>At most %1: %2 % of the measured %3.</source>
        <translation>Το πολύ %1: %2 % από τα μετρημένα %3.</translation>
    </message>
    <message>
        <source>No effect yet: the bandwidth has not been measured.</source>
        <translation>Χωρίς επίδραση ακόμη: το εύρος ζώνης δεν έχει μετρηθεί.</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>Τώρα: %1.</translation>
    </message>
    <message>
        <source>It holds transfers back at the moment.</source>
        <translation>Συγκρατεί μεταφορές αυτή τη στιγμή.</translation>
    </message>
    <message>
        <source>At most %1 at a time; %2 run and %3 wait now.</source>
        <translation>Το πολύ %1 ταυτόχρονα· τώρα εκτελούνται %2 και περιμένουν %3.</translation>
    </message>
    <message>
        <source>Has no effect: a size is set, and it counts.</source>
        <translation>Χωρίς επίδραση: έχει οριστεί μέγεθος και ισχύει αυτό.</translation>
    </message>
    <message>
        <source>No size is set: the share of the disk counts.</source>
        <translation>Δεν έχει οριστεί μέγεθος: ισχύει το μερίδιο του δίσκου.</translation>
    </message>
    <message>
        <source>What is not used for %1 goes.</source>
        <translation>Ό,τι δεν χρησιμοποιείται για %1 φεύγει.</translation>
    </message>
    <message>
        <source>Contents stay until their space is needed.</source>
        <translation>Τα περιεχόμενα μένουν μέχρι να χρειαστεί ο χώρος τους.</translation>
    </message>
    <message>
        <source>%1 are free on this disk; the cache gives way below %2.</source>
        <translation>%1 είναι ελεύθερα σε αυτόν τον δίσκο· η κρυφή μνήμη υποχωρεί κάτω από %2.</translation>
    </message>
    <message>
        <source>What stays on the LAN is as fast as it can be.</source>
        <translation>Ό,τι μένει στο LAN είναι όσο γρήγορο μπορεί.</translation>
    </message>
    <message>
        <source>Limits apply to what stays on the LAN, too.</source>
        <translation>Τα όρια ισχύουν και για ό,τι μένει στο LAN.</translation>
    </message>
    <message>
        <source>The alternative limits are in force.</source>
        <translation>Τα εναλλακτικά όρια είναι σε ισχύ.</translation>
    </message>
    <message>
        <source>The alternative limits wait to be switched on.</source>
        <translation>Τα εναλλακτικά όρια περιμένουν να ενεργοποιηθούν.</translation>
    </message>
    <message>
        <source>The LAN is told what is here, and listened to.</source>
        <translation>Το LAN μαθαίνει τι υπάρχει εδώ, και ακούγεται.</translation>
    </message>
    <message>
        <source>Nothing is said on the LAN: its machines do not find this one by themselves.</source>
        <translation>Δεν λέγεται τίποτα στο LAN: τα μηχανήματά του δεν βρίσκουν αυτό από μόνα τους.</translation>
    </message>
    <message>
        <source>Peers can connect to every address of this machine.</source>
        <translation>Οι ομότιμοι μπορούν να συνδεθούν σε κάθε διεύθυνση αυτού του μηχανήματος.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>κανένα</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ναι</translation>
    </message>
    <message>
        <source>off</source>
        <translation>όχι</translation>
    </message>
    <message>
        <source>all</source>
        <translation>όλα</translation>
    </message>
    <message>
        <source>In force: %1.</source>
        <translation>Σε ισχύ: %1.</translation>
    </message>
    <message>
        <source>The settings file says %1, but %2 is stronger.</source>
        <translation>Το αρχείο ρυθμίσεων λέει %1, αλλά %2 υπερισχύει.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 έως %2</translation>
    </message>
    <message>
        <source>Foreground jobs that begin from now on ask peers alone for so long, then HTTP as well.</source>
        <translation>Εργασίες προσκηνίου που αρχίζουν από τώρα ρωτούν μόνο ομότιμους για τόσο, μετά και HTTP.</translation>
    </message>
    <message>
        <source>Background jobs that begin from now on ask peers alone for so long, then HTTP as well.</source>
        <translation>Εργασίες παρασκηνίου που αρχίζουν από τώρα ρωτούν μόνο ομότιμους για τόσο, μετά και HTTP.</translation>
    </message>
    <message>
        <source>Background jobs that begin from now on, and that peers serve more slowly, are topped up over HTTP.</source>
        <translation>Εργασίες παρασκηνίου που αρχίζουν από τώρα και που οι ομότιμοι εξυπηρετούν πιο αργά συμπληρώνονται μέσω HTTP.</translation>
    </message>
    <message>
        <source>Cache servers</source>
        <translation>Διακομιστές κρυφής μνήμης</translation>
    </message>
    <message>
        <source>Asked in this order before the HTTP origin, for jobs that begin from now on.</source>
        <translation>Ερωτώνται με αυτή τη σειρά πριν από την πηγή HTTP, για εργασίες που αρχίζουν από τώρα.</translation>
    </message>
    <message>
        <source>Wait for the cache server, foreground</source>
        <translation>Αναμονή διακομιστή κρυφής μνήμης, προσκήνιο</translation>
    </message>
    <message>
        <source>When no cache server serves, foreground jobs ask the origin after so long.</source>
        <translation>Όταν κανένας διακομιστής κρυφής μνήμης δεν εξυπηρετεί, οι εργασίες προσκηνίου ρωτούν την πηγή μετά από τόσο.</translation>
    </message>
    <message>
        <source>Wait for the cache server, background</source>
        <translation>Αναμονή διακομιστή κρυφής μνήμης, παρασκήνιο</translation>
    </message>
    <message>
        <source>When no cache server serves, background jobs ask the origin after so long.</source>
        <translation>Όταν κανένας διακομιστής κρυφής μνήμης δεν εξυπηρετεί, οι εργασίες παρασκηνίου ρωτούν την πηγή μετά από τόσο.</translation>
    </message>
    <message>
        <source>Download limit</source>
        <translation>Όριο λήψης</translation>
    </message>
    <message>
        <source>All jobs together receive no more than this, foreground first; 0 pauses all jobs.</source>
        <translation>Όλες οι εργασίες μαζί λαμβάνουν το πολύ αυτά, πρώτα οι προσκηνίου· το 0 παύει όλες τις εργασίες.</translation>
    </message>
    <message>
        <source>Download limit, share</source>
        <translation>Όριο λήψης, μερίδιο</translation>
    </message>
    <message>
        <source>All jobs together receive at most this share of the measured bandwidth, foreground first; 0 % pauses all jobs.</source>
        <translation>Όλες οι εργασίες μαζί λαμβάνουν το πολύ αυτό το μερίδιο του μετρημένου εύρους ζώνης, πρώτα οι προσκηνίου· το 0 % παύει όλες τις εργασίες.</translation>
    </message>
    <message>
        <source>Foreground jobs together receive no more than this; 0 pauses them.</source>
        <translation>Οι εργασίες προσκηνίου μαζί λαμβάνουν το πολύ αυτά· το 0 τις παύει.</translation>
    </message>
    <message>
        <source>Foreground jobs together receive at most this share of the measured bandwidth; 0 % pauses them.</source>
        <translation>Οι εργασίες προσκηνίου μαζί λαμβάνουν το πολύ αυτό το μερίδιο του μετρημένου εύρους ζώνης· το 0 % τις παύει.</translation>
    </message>
    <message>
        <source>Background jobs together receive no more than this; 0 pauses them.</source>
        <translation>Οι εργασίες παρασκηνίου μαζί λαμβάνουν το πολύ αυτά· το 0 τις παύει.</translation>
    </message>
    <message>
        <source>Background jobs together receive at most this share of the measured bandwidth; 0 % pauses them.</source>
        <translation>Οι εργασίες παρασκηνίου μαζί λαμβάνουν το πολύ αυτό το μερίδιο του μετρημένου εύρους ζώνης· το 0 % τις παύει.</translation>
    </message>
    <message>
        <source>Peers together are sent no more than this; 0: nothing.</source>
        <translation>Σε όλους τους ομότιμους μαζί στέλνονται το πολύ αυτά· 0: τίποτα.</translation>
    </message>
    <message>
        <source>Peers together are sent at most this share of the measured bandwidth; 0 %: nothing.</source>
        <translation>Σε όλους τους ομότιμους μαζί στέλνεται το πολύ αυτό το μερίδιο του μετρημένου εύρους ζώνης· 0 %: τίποτα.</translation>
    </message>
    <message>
        <source>Upload limit, group</source>
        <translation>Όριο αποστολής, ομάδα</translation>
    </message>
    <message>
        <source>Peers of the group together are sent no more than this; 0: nothing.</source>
        <translation>Στους ομότιμους της ομάδας μαζί στέλνονται το πολύ αυτά· 0: τίποτα.</translation>
    </message>
    <message>
        <source>Upload limit, internet</source>
        <translation>Όριο αποστολής, διαδίκτυο</translation>
    </message>
    <message>
        <source>Peers on the internet together are sent no more than this; 0: nothing.</source>
        <translation>Στους ομότιμους του διαδικτύου μαζί στέλνονται το πολύ αυτά· 0: τίποτα.</translation>
    </message>
    <message>
        <source>Limits do not apply to what peers on the LAN give and get, as in the original.</source>
        <translation>Τα όρια δεν ισχύουν για ό,τι δίνουν και παίρνουν οι ομότιμοι στο LAN, όπως στο πρωτότυπο.</translation>
    </message>
    <message>
        <source>Alternative limits</source>
        <translation>Εναλλακτικά όρια</translation>
    </message>
    <message>
        <source>While on, the alternative limits take the place of those for all downloads and all uploads.</source>
        <translation>Όσο είναι ενεργά, τα εναλλακτικά όρια παίρνουν τη θέση αυτών για όλες τις λήψεις και αποστολές.</translation>
    </message>
    <message>
        <source>Alternative download limit</source>
        <translation>Εναλλακτικό όριο λήψης</translation>
    </message>
    <message>
        <source>The limit for all downloads while the alternative limits are on.</source>
        <translation>Το όριο για όλες τις λήψεις όσο είναι ενεργά τα εναλλακτικά όρια.</translation>
    </message>
    <message>
        <source>Alternative upload limit</source>
        <translation>Εναλλακτικό όριο αποστολής</translation>
    </message>
    <message>
        <source>The limit for all uploads while the alternative limits are on.</source>
        <translation>Το όριο για όλες τις αποστολές όσο είναι ενεργά τα εναλλακτικά όρια.</translation>
    </message>
    <message>
        <source>LAN peers</source>
        <translation>Ομότιμοι LAN</translation>
    </message>
    <message>
        <source>Group peers</source>
        <translation>Ομότιμοι ομάδας</translation>
    </message>
    <message>
        <source>Internet peers</source>
        <translation>Ομότιμοι διαδικτύου</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>Διακομιστής κρυφής μνήμης</translation>
    </message>
    <message>
        <source>Machines of this network.</source>
        <translation>Μηχανήματα αυτού του δικτύου.</translation>
    </message>
    <message>
        <source>Machines that proved that they belong to the same group, wherever they are.</source>
        <translation>Μηχανήματα που απέδειξαν ότι ανήκουν στην ίδια ομάδα, όπου κι αν βρίσκονται.</translation>
    </message>
    <message>
        <source>Other machines on the internet.</source>
        <translation>Άλλα μηχανήματα στο διαδίκτυο.</translation>
    </message>
    <message>
        <source>The cache server of this network.</source>
        <translation>Ο διακομιστής κρυφής μνήμης αυτού του δικτύου.</translation>
    </message>
    <message>
        <source>The server that the content was published on.</source>
        <translation>Ο διακομιστής στον οποίο δημοσιεύτηκε το περιεχόμενο.</translation>
    </message>
    <message>
        <source>Receiving from the cache server.</source>
        <translation>Λήψη από τον διακομιστή κρυφής μνήμης.</translation>
    </message>
    <message>
        <source>Waiting for peers; HTTP is asked as well in %1, as set.</source>
        <translation>Αναμονή ομότιμων· σε %1 ερωτάται και το HTTP, όπως έχει ρυθμιστεί.</translation>
    </message>
    <message>
        <source>The cache server does not serve: %1 The HTTP origin is asked in %2.</source>
        <translation>Ο διακομιστής κρυφής μνήμης δεν εξυπηρετεί: %1 Η πηγή HTTP ερωτάται σε %2.</translation>
    </message>
    <message>
        <source>Foreground limit</source>
        <translation>Όριο προσκηνίου</translation>
    </message>
    <message>
        <source>Background limit</source>
        <translation>Όριο παρασκηνίου</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Τίποτα να γίνει</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Πλήρες</translation>
    </message>
    <message>
        <source>Forward from %1</source>
        <translation>Προς τα εμπρός από %1</translation>
    </message>
    <message>
        <source>Direct from %1</source>
        <translation>Απευθείας από %1</translation>
    </message>
    <message numerus="yes">
        <source>%n pack(s), one after the other</source>
        <translation>
            <numerusform>%n πακέτο</numerusform>
            <numerusform>%n πακέτα, το ένα μετά το άλλο</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed, so only the full pack helps.</source>
        <translation>
            <numerusform>%n εγκατεστημένο αρχείο δεν είναι όπως εγκαταστάθηκε, οπότε βοηθά μόνο το πλήρες πακέτο.</numerusform>
            <numerusform>%n εγκατεστημένα αρχεία δεν είναι όπως εγκαταστάθηκαν, οπότε βοηθά μόνο το πλήρες πακέτο.</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes the fewest bytes: %1 instead of %2.</source>
        <translation>Χρειάζεται τα λιγότερα byte: %1 αντί για %2.</translation>
    </message>
    <message>
        <source>It takes the fewest bytes.</source>
        <translation>Χρειάζεται τα λιγότερα byte.</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Έλεγχος</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Λήψη</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>Επαναφορά</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Δεν ελέγχθηκε ακόμη</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Ενημερωμένο</translation>
    </message>
    <message>
        <source>Update available</source>
        <translation>Υπάρχει ενημέρωση</translation>
    </message>
    <message>
        <source>Reading what the publisher offers, and looking at every installed file.</source>
        <translation>Διαβάζει τι προσφέρει ο εκδότης και ελέγχει κάθε εγκατεστημένο αρχείο.</translation>
    </message>
    <message>
        <source>Fetching %1: %2 of %3.</source>
        <translation>Λήψη %1: %2 από %3.</translation>
    </message>
    <message>
        <source>Fetching.</source>
        <translation>Λήψη.</translation>
    </message>
    <message>
        <source>Bringing back %1, exactly as it was.</source>
        <translation>Επαναφέρει το %1 ακριβώς όπως ήταν.</translation>
    </message>
    <message>
        <source>Comparing every installed file with what was installed.</source>
        <translation>Συγκρίνει κάθε εγκατεστημένο αρχείο με ό,τι εγκαταστάθηκε.</translation>
    </message>
    <message>
        <source>Nothing is installed.</source>
        <translation>Τίποτα δεν είναι εγκατεστημένο.</translation>
    </message>
    <message>
        <source>%1 is installed as before.</source>
        <translation>Το %1 είναι εγκατεστημένο όπως πριν.</translation>
    </message>
    <message>
        <source>Nothing is installed yet. “Check” asks the publisher.</source>
        <translation>Τίποτα δεν είναι εγκατεστημένο ακόμη. Το «Έλεγχος» ρωτά τον εκδότη.</translation>
    </message>
    <message>
        <source>“Check” asks the publisher for something newer.</source>
        <translation>Το «Έλεγχος» ρωτά τον εκδότη για κάτι νεότερο.</translation>
    </message>
    <message>
        <source>%1 is installed, and there is nothing newer.</source>
        <translation>Το %1 είναι εγκατεστημένο και δεν υπάρχει νεότερο.</translation>
    </message>
    <message>
        <source>%1 can be installed.</source>
        <translation>Το %1 μπορεί να εγκατασταθεί.</translation>
    </message>
    <message>
        <source>%1 is installed, %2 is there.</source>
        <translation>Το %1 είναι εγκατεστημένο, υπάρχει το %2.</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>an amount and a kind of source</comment>
        <translation>%1 από %2</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Εγκατεστημένη</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Ενημερώθηκε</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Επαναφέρθηκε</translation>
    </message>
    <message>
        <source>Refused by its health check</source>
        <translation>Απορρίφθηκε από τον έλεγχο υγείας</translation>
    </message>
    <message>
        <source>Geo</source>
        <translation>Geo</translation>
    </message>
    <message>
        <source>Says which services are near.</source>
        <translation>Λέει ποιες υπηρεσίες είναι κοντά.</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked before the first transfer.</source>
        <translation>Δεν ρωτήθηκε ακόμη: ρωτάται πριν από την πρώτη μεταφορά.</translation>
    </message>
    <message>
        <source>Key-value</source>
        <translation>Key-value</translation>
    </message>
    <message>
        <source>Says where the other services are.</source>
        <translation>Λέει πού είναι οι άλλες υπηρεσίες.</translation>
    </message>
    <message>
        <source>Content policy</source>
        <translation>Πολιτική περιεχομένου</translation>
    </message>
    <message>
        <source>Vouches for contents and says whether peers may have them.</source>
        <translation>Εγγυάται για περιεχόμενα και λέει αν επιτρέπεται να τα έχουν ομότιμοι.</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked when a transfer begins.</source>
        <translation>Δεν ρωτήθηκε ακόμη: ρωτάται όταν αρχίζει μια μεταφορά.</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Discovery</translation>
    </message>
    <message>
        <source>Says which array is responsible for a content.</source>
        <translation>Λέει ποιο array είναι υπεύθυνο για ένα περιεχόμενο.</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked when a content can be shared with peers.</source>
        <translation>Δεν ρωτήθηκε ακόμη: ρωτάται όταν ένα περιεχόμενο μπορεί να μοιραστεί με ομότιμους.</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>Tells machines that have the same content of each other.</source>
        <translation>Γνωρίζει μεταξύ τους τους υπολογιστές που έχουν το ίδιο περιεχόμενο.</translation>
    </message>
    <message>
        <source>kind of device: always PC</source>
        <translation>είδος συσκευής: πάντα PC</translation>
    </message>
    <message>
        <source>version of Freshet</source>
        <translation>έκδοση του Freshet</translation>
    </message>
    <message>
        <source>the group that is set: it may have services of its own</source>
        <translation>η ομάδα που έχει οριστεί: μπορεί να έχει δικές της υπηρεσίες</translation>
    </message>
    <message>
        <source>what geo answered: services may differ by country</source>
        <translation>τι απάντησε το geo: οι υπηρεσίες μπορεί να διαφέρουν ανά χώρα</translation>
    </message>
    <message>
        <source>what geo answered</source>
        <translation>τι απάντησε το geo</translation>
    </message>
    <message>
        <source>which content is wanted, if its id is known</source>
        <translation>ποιο περιεχόμενο ζητείται, αν είναι γνωστή η ταυτότητά του</translation>
    </message>
    <message>
        <source>else its URL, without user, query and fragment</source>
        <translation>αλλιώς το URL του, χωρίς χρήστη, query και fragment</translation>
    </message>
    <message>
        <source>chance, so that an old answer cannot be played again</source>
        <translation>τυχαίο, ώστε να μην μπορεί να ξαναπαιχτεί μια παλιά απάντηση</translation>
    </message>
    <message>
        <source>which content is wanted or offered</source>
        <translation>ποιο περιεχόμενο ζητείται ή προσφέρεται</translation>
    </message>
    <message>
        <source>chance, new with every start: so that nobody is told of itself</source>
        <translation>τυχαίο, νέο σε κάθε εκκίνηση: ώστε κανείς να μην μαθαίνει για τον εαυτό του</translation>
    </message>
    <message>
        <source>private address: told to peers behind the same public one alone</source>
        <translation>ιδιωτική διεύθυνση: γνωστοποιείται μόνο σε ομότιμους πίσω από την ίδια δημόσια</translation>
    </message>
    <message>
        <source>where peers can connect</source>
        <translation>πού μπορούν να συνδεθούν ομότιμοι</translation>
    </message>
    <message>
        <source>the download mode: who may be told of this machine</source>
        <translation>η λειτουργία λήψης: ποιος μπορεί να μάθει για αυτόν τον υπολογιστή</translation>
    </message>
    <message>
        <source>the group to meet, in group mode alone</source>
        <translation>η ομάδα που θα συναντηθεί, μόνο στη λειτουργία ομάδας</translation>
    </message>
    <message>
        <source>how many addresses are wanted</source>
        <translation>πόσες διευθύνσεις ζητούνται</translation>
    </message>
    <message>
        <source>bytes of this content given to peers since the start</source>
        <translation>byte αυτού του περιεχομένου που δόθηκαν σε ομότιμους από την εκκίνηση</translation>
    </message>
    <message>
        <source>bytes of this content from peers since the start</source>
        <translation>byte αυτού του περιεχομένου από ομότιμους από την εκκίνηση</translation>
    </message>
    <message>
        <source>bytes that are missing: who has all helps those who do not</source>
        <translation>byte που λείπουν: όποιος τα έχει όλα βοηθά όσους δεν τα έχουν</translation>
    </message>
    <message>
        <source>that this machine leaves</source>
        <translation>ότι αυτός ο υπολογιστής φεύγει</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Δεν ρωτήθηκε ακόμη</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Απαντά</translation>
    </message>
    <message>
        <source>Answered before</source>
        <translation>Απάντησε παλαιότερα</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Δεν απαντά</translation>
    </message>
    <message>
        <source>What it said is used for another %1.</source>
        <translation>Όσα είπε χρησιμοποιούνται για ακόμη %1.</translation>
    </message>
    <message>
        <source>What it said is out of date: it is asked again when it is needed.</source>
        <translation>Όσα είπε είναι παλιά: ρωτάται ξανά όταν χρειαστεί.</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) in a row.</source>
        <translation>
            <numerusform>%n φορά στη σειρά.</numerusform>
            <numerusform>%n φορές στη σειρά.</numerusform>
        </translation>
    </message>
    <message>
        <source>What it said before still counts.</source>
        <translation>Όσα είπε πριν ισχύουν ακόμη.</translation>
    </message>
    <message>
        <source>Tried again in %1 at the earliest.</source>
        <translation>Νέα προσπάθεια το νωρίτερο σε %1.</translation>
    </message>
    <message>
        <source>the authorities of the system</source>
        <translation>τις αρχές του συστήματος</translation>
    </message>
    <message>
        <source>the authority that was given</source>
        <translation>την αρχή που δόθηκε</translation>
    </message>
    <message>
        <source>%1, vouched for by %2</source>
        <translation>%1, με εγγύηση του %2</translation>
    </message>
    <message>
        <source>%1: expired on %2.</source>
        <translation>%1: έληξε στις %2.</translation>
    </message>
    <message>
        <source>%1: not valid before %2.</source>
        <translation>%1: δεν ισχύει πριν από τις %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1: valid until %2, for another %n day(s).</source>
        <translation>
            <numerusform>%1: ισχύει έως %2, για ακόμη %n ημέρα.</numerusform>
            <numerusform>%1: ισχύει έως %2, για ακόμη %n ημέρες.</numerusform>
        </translation>
    </message>
    <message>
        <source>bytes of this content over HTTP since the start</source>
        <translation>byte αυτού του περιεχομένου μέσω HTTP από την εκκίνηση</translation>
    </message>
    <message>
        <source>how fast it is given to peers, in bytes per second</source>
        <translation>πόσο γρήγορα δίνεται σε ομότιμους, σε byte ανά δευτερόλεπτο</translation>
    </message>
    <message>
        <source>how fast it comes, in bytes per second</source>
        <translation>πόσο γρήγορα έρχεται, σε byte ανά δευτερόλεπτο</translation>
    </message>
    <message>
        <source>whether somebody waits for it</source>
        <translation>αν κάποιος το περιμένει</translation>
    </message>
    <message>
        <source>This machine has ended the connection with %1, after %2.</source>
        <translation>Αυτός ο υπολογιστής τερμάτισε τη σύνδεση με %1 μετά από %2.</translation>
    </message>
    <message>
        <source>Correct what was given and try again.</source>
        <translation>Διορθώστε αυτό που δόθηκε και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>Try again; it goes on where it stopped.</source>
        <translation>Δοκιμάστε ξανά· συνεχίζει από εκεί που σταμάτησε.</translation>
    </message>
    <message>
        <source>Set that right and try again, or download it again to another place.</source>
        <translation>Διορθώστε το και δοκιμάστε ξανά, ή κατεβάστε το σε άλλο μέρος.</translation>
    </message>
    <message>
        <source>Free some disk space and try again; it goes on where it stopped.</source>
        <translation>Ελευθερώστε χώρο στον δίσκο και δοκιμάστε ξανά· συνεχίζει από εκεί που σταμάτησε.</translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then try again.</source>
        <translation>Διορθώστε τον ιδιοκτήτη ή τα δικαιώματα και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>End the other program, then try again.</source>
        <translation>Τερματίστε το άλλο πρόγραμμα και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>Start Freshet again.</source>
        <translation>Εκκινήστε ξανά το Freshet.</translation>
    </message>
    <message>
        <source>It goes on by itself; “Cancel” ends it.</source>
        <translation>Συνεχίζει μόνο του· η «Ακύρωση» το τερματίζει.</translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then try again.</source>
        <translation>Συνδεθείτε στο δίκτυο ή στον διακομιστή μεσολάβησης και δοκιμάστε ξανά.</translation>
    </message>
    <message>
        <source>Install the newer Freshet, or start it with another directory for the cache.</source>
        <translation>Εγκαταστήστε το νεότερο Freshet, ή εκκινήστε το με άλλον κατάλογο για την κρυφή μνήμη.</translation>
    </message>
    <message>
        <source>Please report this with what was done before; the page “Log” saves what helps.</source>
        <translation>Αναφέρετέ το μαζί με ό,τι έγινε πριν· η σελίδα «Καταγραφή» αποθηκεύει ό,τι βοηθά.</translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Add it again with its ContentId to authorise it.</source>
        <translation>Οι ομότιμοι είναι ανενεργοί: τα μεταδεδομένα ήρθαν μέσω απλού HTTP. Προσθέστε τα ξανά με το ContentId τους για να εγκριθούν.</translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Add it with its SHA-256 to have them proven.</source>
        <translation>Δεν αποδείχθηκε: δεν υπάρχουν ούτε μεταδεδομένα ούτε SHA-256, οπότε τα byte είναι όπως τα έστειλε ο διακομιστής. Προσθέστε το με το SHA-256 του για να αποδειχθούν.</translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed: what they are needed for is fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n εγκατεστημένο αρχείο δεν είναι όπως εγκαταστάθηκε: λαμβάνεται ολόκληρο ό,τι το χρειάζεται, και τίποτε άλλο.</numerusform>
            <numerusform>%n εγκατεστημένα αρχεία δεν είναι όπως εγκαταστάθηκαν: λαμβάνεται ολόκληρο ό,τι τα χρειάζεται, και τίποτε άλλο.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused at %1 %. What is installed is as before.</source>
        <translation>Σε παύση στο %1 %. Ό,τι είναι εγκατεστημένο μένει όπως πριν.</translation>
    </message>
    <message>
        <source>Building %1 beside what is installed, %2 %; then both change places in one step.</source>
        <translation>Το %1 χτίζεται δίπλα σε ό,τι είναι εγκατεστημένο, %2 %· έπειτα ανταλλάσσουν θέσεις σε ένα βήμα.</translation>
    </message>
    <message numerus="yes">
        <source>%n new file(s) come out otherwise on this machine than at the publisher&apos;s: they are fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n νέο αρχείο προκύπτει διαφορετικό σε αυτό το μηχάνημα απ’ ό,τι στον εκδότη: λαμβάνεται ολόκληρο, και τίποτε άλλο.</numerusform>
            <numerusform>%n νέα αρχεία προκύπτουν διαφορετικά σε αυτό το μηχάνημα απ’ ό,τι στον εκδότη: λαμβάνονται ολόκληρα, και τίποτε άλλο.</numerusform>
        </translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Χτίζεται</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <comment>what goes on, and how much of it is done</comment>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>Paused at %1 of %2. What was received is kept.</source>
        <translation>Σε παύση στα %1 από %2. Ό,τι λήφθηκε διατηρείται.</translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed; the next update replaces them.</source>
        <translation>
            <numerusform>%n εγκατεστημένο αρχείο δεν είναι αυτό που εγκαταστάθηκε· η επόμενη ενημέρωση το αντικαθιστά.</numerusform>
            <numerusform>%n εγκατεστημένα αρχεία δεν είναι αυτά που εγκαταστάθηκαν· η επόμενη ενημέρωση τα αντικαθιστά.</numerusform>
        </translation>
    </message>
    <message>
        <source>The publisher was asked at %1.</source>
        <translation>Ο εκδότης ρωτήθηκε στις %1.</translation>
    </message>
    <message>
        <source>Nothing is installed that it could be made of, so everything is fetched.</source>
        <translation>Δεν υπάρχει τίποτα εγκατεστημένο από το οποίο να μπορεί να χτιστεί, οπότε λαμβάνονται όλα.</translation>
    </message>
    <message>
        <source>It is the only way.</source>
        <translation>Είναι ο μόνος τρόπος.</translation>
    </message>
    <message>
        <source>Can be installed</source>
        <translation>Μπορεί να εγκατασταθεί</translation>
    </message>
    <message>
        <source>%1 received and proven: %2.</source>
        <translation>%1 λήφθηκαν και αποδείχθηκαν: %2.</translation>
    </message>
</context>
<context>
    <name>freshet::ui</name>
    <message>
        <source>Until</source>
        <translation>Έως</translation>
    </message>
    <message>
        <source>The end of the step that the rates are the means of</source>
        <translation>Το τέλος του βήματος του οποίου μέσοι όροι είναι οι ρυθμοί</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Λήφθηκαν</translation>
    </message>
    <message>
        <source>From all sources together</source>
        <translation>Από όλες τις πηγές μαζί</translation>
    </message>
    <message>
        <source>LAN peers</source>
        <translation>Ομότιμοι LAN</translation>
    </message>
    <message>
        <source>Received from machines of this network</source>
        <translation>Λήφθηκαν από μηχανήματα αυτού του δικτύου</translation>
    </message>
    <message>
        <source>Group peers</source>
        <translation>Ομότιμοι ομάδας</translation>
    </message>
    <message>
        <source>Received from machines of the same group</source>
        <translation>Λήφθηκαν από μηχανήματα της ίδιας ομάδας</translation>
    </message>
    <message>
        <source>Internet peers</source>
        <translation>Ομότιμοι διαδικτύου</translation>
    </message>
    <message>
        <source>Received from other machines on the internet</source>
        <translation>Λήφθηκαν από άλλα μηχανήματα στο διαδίκτυο</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>Διακομιστής κρυφής μνήμης</translation>
    </message>
    <message>
        <source>Received from the cache server</source>
        <translation>Λήφθηκαν από τον διακομιστή κρυφής μνήμης</translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation>πηγή HTTP</translation>
    </message>
    <message>
        <source>Received from the HTTP origin</source>
        <translation>Λήφθηκαν από την πηγή HTTP</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Στάλθηκαν</translation>
    </message>
    <message>
        <source>To all peers together</source>
        <translation>Σε όλους τους ομότιμους μαζί</translation>
    </message>
    <message>
        <source>To LAN peers</source>
        <translation>Σε ομότιμους LAN</translation>
    </message>
    <message>
        <source>Sent to machines of this network</source>
        <translation>Στάλθηκαν σε μηχανήματα αυτού του δικτύου</translation>
    </message>
    <message>
        <source>To group peers</source>
        <translation>Σε ομότιμους ομάδας</translation>
    </message>
    <message>
        <source>Sent to machines of the same group</source>
        <translation>Στάλθηκαν σε μηχανήματα της ίδιας ομάδας</translation>
    </message>
    <message>
        <source>To internet peers</source>
        <translation>Σε ομότιμους διαδικτύου</translation>
    </message>
    <message>
        <source>Sent to other machines on the internet</source>
        <translation>Στάλθηκαν σε άλλα μηχανήματα στο διαδίκτυο</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>Άχρηστα</translation>
    </message>
    <message>
        <source>Of what was received: of no use, because it came twice or failed its proof</source>
        <translation>Από όσα λήφθηκαν: άχρηστα, επειδή ήρθαν δύο φορές ή απέτυχαν στην απόδειξη</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Όνομα</translation>
    </message>
    <message>
        <source>The content&apos;s file name</source>
        <translation>Το όνομα αρχείου του περιεχομένου</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Μέγεθος</translation>
    </message>
    <message>
        <source>Of the whole content</source>
        <translation>Όλου του περιεχομένου</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Στον δίσκο</translation>
    </message>
    <message>
        <source>How much of it is in the cache</source>
        <translation>Πόσο από αυτό είναι στην κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Ηλικία</translation>
    </message>
    <message>
        <source>Since it was first asked for</source>
        <translation>Από τότε που ζητήθηκε πρώτη φορά</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Από</translation>
    </message>
    <message>
        <source>Where its bytes came from</source>
        <translation>Από πού ήρθαν τα byte του</translation>
    </message>
    <message>
        <source>Sent to peers</source>
        <translation>Στάλθηκαν σε ομότιμους</translation>
    </message>
    <message>
        <source>What others have had of it from here</source>
        <translation>Τι πήραν άλλοι από εδώ</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Διατήρηση</translation>
    </message>
    <message>
        <source>For how long it stays</source>
        <translation>Για πόσο μένει</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Απόδειξη</translation>
    </message>
    <message>
        <source>What its bytes are proven with</source>
        <translation>Με τι αποδεικνύονται τα byte του</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Ταυτότητα</translation>
    </message>
    <message>
        <source>ContentId, or the key of a content without metadata</source>
        <translation>ContentId, ή το κλειδί περιεχομένου χωρίς μεταδεδομένα</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Ώρα</translation>
    </message>
    <message>
        <source>When it happened, the last time of what is repeated</source>
        <translation>Πότε συνέβη, για όσα επαναλαμβάνονται η τελευταία φορά</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Επίπεδο</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>Πόσο σημαντικό είναι</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Περιοχή</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Τι αφορά</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Τι συνέβη</translation>
    </message>
    <message>
        <source>And why</source>
        <translation>Και γιατί</translation>
    </message>
    <message>
        <source>%1  × %2</source>
        <translation>%1  × %2</translation>
    </message>
    <message>
        <source>Banned address</source>
        <translation>Αποκλεισμένη διεύθυνση</translation>
    </message>
    <message>
        <source>Nobody at this address is spoken to</source>
        <translation>Με κανέναν σε αυτή τη διεύθυνση δεν γίνεται επικοινωνία</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Θύρα</translation>
    </message>
    <message>
        <source>The port that is meant, or all of them</source>
        <translation>Η θύρα που εννοείται, ή όλες</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Επειδή</translation>
    </message>
    <message>
        <source>Why it is banned</source>
        <translation>Γιατί είναι αποκλεισμένος</translation>
    </message>
    <message>
        <source>For another</source>
        <translation>Για άλλα</translation>
    </message>
    <message>
        <source>The ban ends by itself then</source>
        <translation>Τότε ο αποκλεισμός λήγει από μόνος του</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Περιεχόμενο</translation>
    </message>
    <message>
        <source>The content that the ban is for, or all of them</source>
        <translation>Το περιεχόμενο για το οποίο ισχύει ο αποκλεισμός, ή όλα</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Διεύθυνση</translation>
    </message>
    <message>
        <source>IP address and port; of HTTP sources the host</source>
        <translation>Διεύθυνση IP και θύρα· για πηγές HTTP ο υπολογιστής</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Είδος</translation>
    </message>
    <message>
        <source>Which of the five source classes it belongs to</source>
        <translation>Σε ποια από τις πέντε κατηγορίες πηγών ανήκει</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Κατάσταση</translation>
    </message>
    <message>
        <source>What goes on with it, or why it is not used</source>
        <translation>Τι γίνεται με αυτόν, ή γιατί δεν χρησιμοποιείται</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Λήψη</translation>
    </message>
    <message>
        <source>Received from it, mean of the last 20 s</source>
        <translation>Λήψη από αυτόν, μέσος όρος των τελευταίων 20 δ</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Αποστ.</translation>
    </message>
    <message>
        <source>Sent to it, mean of the last 20 s</source>
        <translation>Αποστολή σε αυτόν, μέσος όρος των τελευταίων 20 δ</translation>
    </message>
    <message>
        <source>On this connection</source>
        <translation>Σε αυτή τη σύνδεση</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Έχει</translation>
    </message>
    <message>
        <source>How much of the content it has, as it says</source>
        <translation>Πόσο από το περιεχόμενο έχει, όπως λέει</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Καθυστέρηση</translation>
    </message>
    <message>
        <source>From a request to its block, with the time that it waits there</source>
        <translation>Από ένα αίτημα έως το μπλοκ του, με τον χρόνο που περιμένει εκεί</translation>
    </message>
    <message>
        <source>Connected for</source>
        <translation>Συνδεδεμένος επί</translation>
    </message>
    <message>
        <source>How long this connection has lasted</source>
        <translation>Πόσο κρατά αυτή η σύνδεση</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Κρυπτογραφημένη</translation>
    </message>
    <message>
        <source>Whether the connection is TLS</source>
        <translation>Αν η σύνδεση είναι TLS</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Βρέθηκε από</translation>
    </message>
    <message>
        <source>Who told of its address</source>
        <translation>Ποιος μίλησε για τη διεύθυνσή του</translation>
    </message>
    <message>
        <source>Bad blocks</source>
        <translation>Λάθος μπλοκ</translation>
    </message>
    <message>
        <source>What failed its proof and was thrown away</source>
        <translation>Ό,τι απέτυχε στην απόδειξη και απορρίφθηκε</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Πρόγραμμα</translation>
    </message>
    <message>
        <source>What it calls itself: a claim, no proof</source>
        <translation>Πώς αυτοαποκαλείται: ισχυρισμός, όχι απόδειξη</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Μεταφορά</translation>
    </message>
    <message>
        <source>The content that it is a peer of</source>
        <translation>Το περιεχόμενο του οποίου είναι ομότιμος</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time.</source>
        <translation>Δεν καταγράφηκε τίποτα σε αυτό το διάστημα.</translation>
    </message>
    <message>
        <source>Nothing passed in this time.</source>
        <translation>Δεν πέρασε τίποτα σε αυτό το διάστημα.</translation>
    </message>
    <message>
        <source>Peak %1 at %2 · mean %3 · 95 % of the time at most %4</source>
        <translation>Αιχμή %1 στις %2 · μέσος όρος %3 · 95 % του χρόνου το πολύ %4</translation>
    </message>
    <message>
        <source>%1 from LAN peers</source>
        <translation>%1 από ομότιμους LAN</translation>
    </message>
    <message>
        <source>%1 from group peers</source>
        <translation>%1 από ομότιμους ομάδας</translation>
    </message>
    <message>
        <source>%1 from internet peers</source>
        <translation>%1 από ομότιμους διαδικτύου</translation>
    </message>
    <message>
        <source>%1 from the cache server</source>
        <translation>%1 από τον διακομιστή κρυφής μνήμης</translation>
    </message>
    <message>
        <source>%1 from the HTTP origin</source>
        <translation>%1 από την πηγή HTTP</translation>
    </message>
    <message>
        <source>%1 wasted</source>
        <translation>%1 άχρηστα</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 από %2</translation>
    </message>
    <message>
        <source>Connected: %1 on the LAN, %2 of the group, %3 on the internet; %4 known</source>
        <translation>Συνδεδεμένοι: %1 στο LAN, %2 της ομάδας, %3 στο διαδίκτυο· %4 γνωστοί</translation>
    </message>
    <message>
        <source>Foreground</source>
        <translation>Προσκήνιο</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Παρασκήνιο</translation>
    </message>
    <message>
        <source>every piece, by metadata</source>
        <translation>κάθε τεμάχιο, με μεταδεδομένα</translation>
    </message>
    <message>
        <source>every piece, by piece hashes</source>
        <translation>κάθε τεμάχιο, με κατακερματισμούς τεμαχίων</translation>
    </message>
    <message>
        <source>the whole, by SHA-256</source>
        <translation>το σύνολο, με SHA-256</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>δεν αποδεικνύεται</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2.</source>
        <translation>%1 από %2.</translation>
    </message>
    <message>
        <source>Receiving %1.</source>
        <translation>Λήψη %1.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>Απομένουν %1.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>λείπει</translation>
    </message>
    <message>
        <source>being fetched by another machine of the site</source>
        <translation>το φέρνει άλλο μηχάνημα της τοποθεσίας</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>καθ&apos; οδόν</translation>
    </message>
    <message>
        <source>received and proven, on its way to the disk</source>
        <translation>λήφθηκε και αποδείχθηκε, πηγαίνει στον δίσκο</translation>
    </message>
    <message>
        <source>there</source>
        <translation>υπάρχει</translation>
    </message>
    <message>
        <source>failed its proof; fetched again</source>
        <translation>απέτυχε στην απόδειξη· λαμβάνεται ξανά</translation>
    </message>
    <message>
        <source>Piece %1: %2.</source>
        <translation>Τεμάχιο %1: %2.</translation>
    </message>
    <message>
        <source>Source: %1.</source>
        <translation>Πηγή: %1.</translation>
    </message>
    <message>
        <source>Source: %1, %2.</source>
        <translation>Πηγή: %1, %2.</translation>
    </message>
    <message>
        <source>From an earlier run.</source>
        <translation>Από προηγούμενη εκτέλεση.</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>Διήρκεσε %1.</translation>
    </message>
    <message>
        <source>Asked for again: %1 ×.</source>
        <translation>Ζητήθηκε ξανά: %1 ×.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Συνέχεια</translation>
    </message>
    <message>
        <source>Change the limit…</source>
        <translation>Αλλαγή ορίου…</translation>
    </message>
    <message>
        <source>Look at the cache…</source>
        <translation>Προβολή κρυφής μνήμης…</translation>
    </message>
    <message>
        <source>Change how many run…</source>
        <translation>Αλλαγή του πόσες εκτελούνται…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Δοκιμή ξανά</translation>
    </message>
    <message>
        <source>HTTP only</source>
        <translation>Μόνο HTTP</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>LAN and group</source>
        <translation>LAN και ομάδα</translation>
    </message>
    <message>
        <source>LAN, group and internet</source>
        <translation>LAN, ομάδα και διαδίκτυο</translation>
    </message>
    <message>
        <source>Simple: HTTP only, without services</source>
        <translation>Απλή: μόνο HTTP, χωρίς υπηρεσίες</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>Παράκαμψη</translation>
    </message>
    <message>
        <source>every piece, by content metadata</source>
        <translation>κάθε τεμάχιο, με μεταδεδομένα περιεχομένου</translation>
    </message>
    <message>
        <source>every piece, by a piece hash file</source>
        <translation>κάθε τεμάχιο, με αρχείο κατακερματισμών τεμαχίων</translation>
    </message>
    <message>
        <source>the whole, by its SHA-256</source>
        <translation>το σύνολο, με το SHA-256 του</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>άγνωστο</translation>
    </message>
    <message>
        <source>, and %1 on the way to the disk</source>
        <translation>, και %1 πηγαίνουν στον δίσκο</translation>
    </message>
    <message>
        <source>shares its blocks with the cache</source>
        <translation>μοιράζεται τα μπλοκ του με την κρυφή μνήμη</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>αντιγράφηκε</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Πηγή</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Προορισμός</translation>
    </message>
    <message>
        <source>In the cache</source>
        <translation>Στην κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation>Λειτουργία λήψης</translation>
    </message>
    <message>
        <source>About the mode</source>
        <translation>Για τη λειτουργία</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Προτεραιότητα</translation>
    </message>
    <message>
        <source>Peers known</source>
        <translation>Γνωστοί ομότιμοι</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Ζητήθηκε από</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Προστέθηκε</translation>
    </message>
    <message>
        <source>Transferring for</source>
        <translation>Μεταφέρει επί</translation>
    </message>
    <message>
        <source>Proven after</source>
        <translation>Αποδείχθηκε μετά από</translation>
    </message>
    <message>
        <source>Delivered after</source>
        <translation>Παραδόθηκε μετά από</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Παραδόθηκε</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Διατηρείται έως</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>καρφιτσωμένο</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Καρφιτσωμένο</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ναι</translation>
    </message>
    <message>
        <source>no</source>
        <translation>όχι</translation>
    </message>
    <message>
        <source>Held back by a disk problem.</source>
        <translation>Το συγκρατεί πρόβλημα του δίσκου.</translation>
    </message>
    <message>
        <source>Held back by a limit of 0.</source>
        <translation>Το συγκρατεί όριο 0.</translation>
    </message>
    <message>
        <source>Held back by the disk.</source>
        <translation>Το συγκρατεί ο δίσκος.</translation>
    </message>
    <message>
        <source>Held back by peers, which do not have it yet.</source>
        <translation>Το συγκρατούν ομότιμοι που δεν το έχουν ακόμη.</translation>
    </message>
    <message>
        <source>Not limited.</source>
        <translation>Χωρίς περιορισμό.</translation>
    </message>
    <message>
        <source>%1: %2, used: %3</source>
        <translation>%1: %2, χρησιμοποιείται: %3</translation>
    </message>
    <message>
        <source>No limit is set.</source>
        <translation>Δεν έχει οριστεί όριο.</translation>
    </message>
    <message>
        <source>Until %1: received %2, sent %3.</source>
        <translation>Έως %1: λήφθηκαν %2, στάλθηκαν %3.</translation>
    </message>
    <message>
        <source>pinned until %1</source>
        <translation>καρφιτσωμένο έως %1</translation>
    </message>
    <message>
        <source>until its space is needed</source>
        <translation>μέχρι να χρειαστεί ο χώρος του</translation>
    </message>
    <message>
        <source>goes now</source>
        <translation>φεύγει τώρα</translation>
    </message>
    <message>
        <source>for another %1, unless it is used</source>
        <translation>για ακόμη %1, αν δεν χρησιμοποιηθεί</translation>
    </message>
    <message>
        <source>Fetched since %1</source>
        <translation>Λήψη από τις %1</translation>
    </message>
    <message>
        <source>%1, %2, kept %3. From %4.</source>
        <translation>%1, %2, φυλάσσεται %3. Από %4.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>όλα</translation>
    </message>
    <message>
        <source>your wish</source>
        <translation>δική σας επιθυμία</translation>
    </message>
    <message>
        <source>it sent bytes that failed their proof</source>
        <translation>έστειλε byte που απέτυχαν στην απόδειξη</translation>
    </message>
    <message>
        <source>%1 is banned for another %2: %3.</source>
        <translation>Το %1 είναι αποκλεισμένο για ακόμη %2: %3.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 σε %2</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Ομάδα</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Διαδίκτυο</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Άγνωστο ακόμη</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Section %1, lines: %2</source>
        <translation>Ενότητα %1, γραμμές: %2</translation>
    </message>
    <message>
        <source>%1, %2, of %3: %4</source>
        <translation>%1, %2, για %3: %4</translation>
    </message>
    <message>
        <source>Sending %1.</source>
        <translation>Στέλνει %1.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Κατεύθυνση</translation>
    </message>
    <message>
        <source>Whether it was asked or answered</source>
        <translation>Αν ρωτήθηκε ή απαντήθηκε</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Πεδίο</translation>
    </message>
    <message>
        <source>The name that it has in the message</source>
        <translation>Το όνομα που έχει στο μήνυμα</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Τιμή</translation>
    </message>
    <message>
        <source>As it went over the wire; what is long is cut off</source>
        <translation>Όπως μεταδόθηκε· ό,τι είναι μακρύ κόβεται</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Για ποιον σκοπό</translation>
    </message>
    <message>
        <source>Why the field is sent</source>
        <translation>Γιατί στέλνεται το πεδίο</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Στέλνεται σε</translation>
    </message>
    <message>
        <source>The service that gets the field</source>
        <translation>Η υπηρεσία που λαμβάνει το πεδίο</translation>
    </message>
    <message>
        <source>The content that it brings</source>
        <translation>Το περιεχόμενο που φέρνει</translation>
    </message>
    <message>
        <source>What the transfer does at the moment</source>
        <translation>Τι κάνει η μεταφορά αυτή τη στιγμή</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Γιατί</translation>
    </message>
    <message>
        <source>Why it goes without peers, or is proven less than it could be</source>
        <translation>Γιατί γίνεται χωρίς ομότιμους ή αποδεικνύεται λιγότερο απ’ όσο θα μπορούσε</translation>
    </message>
    <message>
        <source>%1 is sent to %2: %3</source>
        <translation>Το %1 στέλνεται στο %2: %3</translation>
    </message>
    <message>
        <source>To the disk</source>
        <translation>Στον δίσκο</translation>
    </message>
    <message>
        <source>Written to the files of the cache</source>
        <translation>Εγγραφή στα αρχεία της κρυφής μνήμης</translation>
    </message>
    <message>
        <source>The transfer that it happened to</source>
        <translation>Η μεταφορά στην οποία συνέβη</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed.</source>
        <translation>
            <numerusform>%n μεταφορά απέτυχε.</numerusform>
            <numerusform>%n μεταφορές απέτυχαν.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why this kind</source>
        <translation>Γιατί αυτό το είδος</translation>
    </message>
    <message>
        <source>What says how near it is: the network, a credential, the services, or a table</source>
        <translation>Τι λέει πόσο κοντά είναι: το δίκτυο, ένα διαπιστευτήριο, οι υπηρεσίες ή ένας πίνακας</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ActivityPage</name>
    <message>
        <source>1 min</source>
        <translation>1 λ</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 λ</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 ώ</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 ώ</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 ημ.</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 ημ.</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>Τα τελευταία %1</translation>
    </message>
    <message>
        <source>Rates as a table</source>
        <translation>Ρυθμοί ως πίνακας</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time. Rates are kept from now on, for 30 days.</source>
        <translation>Δεν καταγράφηκε τίποτα σε αυτό το διάστημα. Οι ρυθμοί διατηρούνται από τώρα, για 30 ημέρες.</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Αυτός ο μήνας</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Τελευταίες 30 ημέρες</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Όλος ο χρόνος</translation>
    </message>
    <message>
        <source>As a &amp;table</source>
        <translation>Ως &amp;πίνακας</translation>
    </message>
    <message>
        <source>Save &amp;numbers…</source>
        <translation>Αποθήκευση &amp;αριθμών…</translation>
    </message>
    <message>
        <source>Saves the numbers of this window of time as CSV</source>
        <translation>Αποθηκεύει τους αριθμούς αυτού του διαστήματος ως CSV</translation>
    </message>
    <message>
        <source>Save &amp;image…</source>
        <translation>Αποθήκευση &amp;εικόνας…</translation>
    </message>
    <message>
        <source>Saves the graph of what is received as PNG or SVG</source>
        <translation>Αποθηκεύει το γράφημα των λήψεων ως PNG ή SVG</translation>
    </message>
    <message>
        <source>&amp;Back to now</source>
        <translation>&amp;Επιστροφή στο τώρα</translation>
    </message>
    <message>
        <source>Ends zooming: the graphs follow the time again (0)</source>
        <translation>Τερματίζει τη μεγέθυνση: τα γραφήματα ακολουθούν πάλι τον χρόνο (0)</translation>
    </message>
    <message>
        <source>%1 in short</source>
        <translation>%1 συνοπτικά</translation>
    </message>
    <message>
        <source>+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair, g shows the time in the table</source>
        <translation>+ − x X y Y μεγέθυνση, βέλη μετακίνηση, 0 επιστροφή στο τώρα, το διάστημα δείχνει σταυρόνημα, το g δείχνει την ώρα στον πίνακα</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Λήφθηκαν</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Στάλθηκαν</translation>
    </message>
    <message>
        <source>Save the numbers</source>
        <translation>Αποθήκευση των αριθμών</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Πίνακες (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>Το %1 δεν μπόρεσε να γραφτεί: %2</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>Αποθήκευση του γραφήματος</translation>
    </message>
    <message>
        <source>Images (*.png *.svg)</source>
        <translation>Εικόνες (*.png *.svg)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>Το %1 δεν μπόρεσε να γραφτεί.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::AddPanel</name>
    <message>
        <source>Add</source>
        <translation>Προσθήκη</translation>
    </message>
    <message>
        <source>Addresses (https://…) or content metadata files (.torrent), one per line. Files may be dropped anywhere on the window.</source>
        <translation>Διευθύνσεις (https://…) ή αρχεία μεταδεδομένων (.torrent), ένα ανά γραμμή. Αρχεία μπορούν να αποτεθούν οπουδήποτε στο παράθυρο.</translation>
    </message>
    <message>
        <source>What to add</source>
        <translation>Τι θα προστεθεί</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>Φάκελος αποθήκευσης</translation>
    </message>
    <message>
        <source>Foreground: somebody waits for it</source>
        <translation>Προσκήνιο: κάποιος το περιμένει</translation>
    </message>
    <message>
        <source>Background: nobody waits for it</source>
        <translation>Παρασκήνιο: κανείς δεν το περιμένει</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Προτεραιότητα</translation>
    </message>
    <message>
        <source>optional: SHA-256 of a file, or ContentId of metadata</source>
        <translation>προαιρετικό: SHA-256 αρχείου ή ContentId μεταδεδομένων</translation>
    </message>
    <message>
        <source>Digest that it must have</source>
        <translation>Κατακερματισμός που πρέπει να έχει</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Κλείσιμο</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Τι</translation>
    </message>
    <message>
        <source>Choose content metadata files</source>
        <translation>Επιλογή αρχείων μεταδεδομένων</translation>
    </message>
    <message>
        <source>Save &amp;in</source>
        <translation>Αποθήκευση &amp;σε</translation>
    </message>
    <message>
        <source>Choose the folder to save in</source>
        <translation>Επιλογή φακέλου αποθήκευσης</translation>
    </message>
    <message>
        <source>Prio&amp;rity</source>
        <translation>&amp;Προτεραιότητα</translation>
    </message>
    <message>
        <source>Must &amp;be</source>
        <translation>Πρέπει να &amp;είναι</translation>
    </message>
    <message>
        <source>Content metadata (*.torrent)</source>
        <translation>Μεταδεδομένα περιεχομένου (*.torrent)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Όλα τα αρχεία (*)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::AddProduct</name>
    <message>
        <source>&amp;Look after it</source>
        <translation>&amp;Παρακολούθηση</translation>
    </message>
    <message>
        <source>&amp;Installed in</source>
        <translation>&amp;Εγκατεστημένο σε</translation>
    </message>
    <message>
        <source>Directory of the product; it need not exist yet</source>
        <translation>Κατάλογος του προϊόντος· δεν χρειάζεται να υπάρχει</translation>
    </message>
    <message>
        <source>Publisher&apos;s &amp;manifest</source>
        <translation>&amp;Δήλωση του εκδότη</translation>
    </message>
    <message>
        <source>https://… or a file</source>
        <translation>https://… ή ένα αρχείο</translation>
    </message>
    <message>
        <source>Publisher&apos;s &amp;key</source>
        <translation>&amp;Κλειδί του εκδότη</translation>
    </message>
    <message>
        <source>Public key, a PEM file: whom you trust</source>
        <translation>Δημόσιο κλειδί, αρχείο PEM: ποιον εμπιστεύεστε</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Κλείσιμο</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Επιλογή: %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::CachePage</name>
    <message>
        <source>Filter by name or identity</source>
        <translation>Φίλτρο με όνομα ή ταυτότητα</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Φίλτρο</translation>
    </message>
    <message>
        <source>Contents of the cache</source>
        <translation>Περιεχόμενα της κρυφής μνήμης</translation>
    </message>
    <message>
        <source>The cache is empty. What is downloaded stays here for a while, so that it need not be fetched again and so that other machines can have it.</source>
        <translation>Η κρυφή μνήμη είναι άδεια. Ό,τι κατεβαίνει μένει εδώ για λίγο, ώστε να μη χρειαστεί να ληφθεί ξανά και να μπορούν να το έχουν κι άλλα μηχανήματα.</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>&amp;Καρφίτσωμα</translation>
    </message>
    <message>
        <source>Keeps it whatever the limits say</source>
        <translation>Το κρατά ό,τι κι αν λένε τα όρια</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Ξεκαρφίτσωμα</translation>
    </message>
    <message>
        <source>The limits count for it again</source>
        <translation>Τα όρια ισχύουν πάλι για αυτό</translation>
    </message>
    <message>
        <source>&amp;Expire tomorrow</source>
        <translation>&amp;Λήξη αύριο</translation>
    </message>
    <message>
        <source>It goes in 24 hours, used or not</source>
        <translation>Φεύγει σε 24 ώρες, είτε χρησιμοποιείται είτε όχι</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Διαγραφή</translation>
    </message>
    <message>
        <source>Deletes it from the cache; files that were delivered stay (Del)</source>
        <translation>Το διαγράφει από την κρυφή μνήμη· τα παραδομένα αρχεία μένουν (Del)</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>&amp;Εμφάνιση στον φάκελο</translation>
    </message>
    <message>
        <source>Opens the folder that it was delivered to</source>
        <translation>Ανοίγει τον φάκελο όπου παραδόθηκε</translation>
    </message>
    <message numerus="yes">
        <source>%n content(s) deleted from the cache.</source>
        <translation>
            <numerusform>%n περιεχόμενο διαγράφηκε από την κρυφή μνήμη.</numerusform>
            <numerusform>%n περιεχόμενα διαγράφηκαν από την κρυφή μνήμη.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Αναίρεση</translation>
    </message>
    <message>
        <source>%1 is in the cache alone: no transfer has brought it to a folder.</source>
        <translation>Το %1 είναι μόνο στην κρυφή μνήμη: καμία μεταφορά δεν το έφερε σε φάκελο.</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 από %2 σε χρήση</translation>
    </message>
    <message>
        <source>%1 of %2 used, and %3 pinned</source>
        <translation>%1 από %2 σε χρήση, και %3 καρφιτσωμένα</translation>
    </message>
    <message>
        <source>%1 of the disk&apos;s %2 are free.</source>
        <translation>%1 από τα %2 του δίσκου είναι ελεύθερα.</translation>
    </message>
    <message>
        <source>The cache leaves %1 to everybody else.</source>
        <translation>Η κρυφή μνήμη αφήνει %1 για όλους τους άλλους.</translation>
    </message>
    <message>
        <source>The clock jumped: nothing goes by age until it can be trusted.</source>
        <translation>Το ρολόι πήδηξε: τίποτα δεν φεύγει λόγω ηλικίας μέχρι να είναι πάλι αξιόπιστο.</translation>
    </message>
    <message>
        <source>Would go next: %1 (%2).</source>
        <translation>Επόμενο θα έφευγε: %1 (%2).</translation>
    </message>
    <message>
        <source>Nothing would go: there is nothing that is not pinned.</source>
        <translation>Δεν θα έφευγε τίποτα: δεν υπάρχει τίποτα που να μην είναι καρφιτσωμένο.</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>Επα&amp;λήθευση</translation>
    </message>
    <message>
        <source>Reads it again and proves every piece; damaged ones are dropped</source>
        <translation>Το διαβάζει ξανά και επαληθεύει κάθε κομμάτι· τα κατεστραμμένα απορρίπτονται</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n content(s) again…</source>
        <translation>
            <numerusform>Ανάγνωση %n περιεχομένου ξανά…</numerusform>
            <numerusform>Ανάγνωση %n περιεχομένων ξανά…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) read and proven: all of them are right.</source>
        <translation>
            <numerusform>%n κομμάτι διαβάστηκε και επαληθεύτηκε: είναι σωστό.</numerusform>
            <numerusform>%n κομμάτια διαβάστηκαν και επαληθεύτηκαν: όλα είναι σωστά.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged piece(s) dropped, in %1. They are fetched again when the content is wanted.</source>
        <translation>
            <numerusform>Απορρίφθηκε %n κατεστραμμένο κομμάτι, στο %1. Λαμβάνεται ξανά όταν ζητηθεί το περιεχόμενο.</numerusform>
            <numerusform>Απορρίφθηκαν %n κατεστραμμένα κομμάτια, στο %1. Λαμβάνονται ξανά όταν ζητηθεί το περιεχόμενο.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Τελευταία ώρα</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Τελευταίες 24 ώρες</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Τελευταίες 7 ημέρες</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Τελευταίες 30 ημέρες</translation>
    </message>
    <message>
        <source>How far the history goes back</source>
        <translation>Πόσο πίσω φτάνει το ιστορικό</translation>
    </message>
</context>
<context>
    <name>freshet::ui::EventsTab</name>
    <message>
        <source>Events of this transfer</source>
        <translation>Συμβάντα αυτής της μεταφοράς</translation>
    </message>
    <message>
        <source>Nothing has happened to it since the application was started.</source>
        <translation>Τίποτα δεν της συνέβη από την εκκίνηση της εφαρμογής.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::GlobalActions</name>
    <message>
        <source>&amp;Pause all transfers</source>
        <translation>&amp;Παύση όλων των μεταφορών</translation>
    </message>
    <message>
        <source>Pauses all transfers; what is in the cache is still given to others (Ctrl+Shift+P)</source>
        <translation>Παύση όλων των μεταφορών· ό,τι είναι στην κρυφή μνήμη δίνεται ακόμη σε άλλους (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>&amp;Resume all transfers</source>
        <translation>&amp;Συνέχιση όλων των μεταφορών</translation>
    </message>
    <message>
        <source>Resumes all paused transfers (Ctrl+Shift+R)</source>
        <translation>Συνεχίζει όλες τις μεταφορές σε παύση (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>&amp;Alternative limits</source>
        <translation>&amp;Εναλλακτικά όρια</translation>
    </message>
    <message>
        <source>The alternative limits take the place of the others while this is on (Ctrl+L)</source>
        <translation>Όσο είναι ενεργό, ισχύουν τα εναλλακτικά όρια αντί για τα άλλα (Ctrl+L)</translation>
    </message>
    <message>
        <source>no limit</source>
        <comment>in the middle of a sentence</comment>
        <translation>χωρίς όριο</translation>
    </message>
    <message>
        <source>On: all downloads together %1, all uploads %2. Click for the usual limits (Ctrl+L)</source>
        <translation>Ενεργό: όλες οι λήψεις μαζί %1, όλες οι αποστολές %2. Κλικ για τα συνηθισμένα όρια (Ctrl+L)</translation>
    </message>
    <message>
        <source>Off. On, all downloads together get %1 and all uploads %2 (Ctrl+L)</source>
        <translation>Ανενεργό. Όταν ενεργοποιηθεί, όλες οι λήψεις μαζί παίρνουν %1 και όλες οι αποστολές %2 (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::JobDetails</name>
    <message>
        <source>Click a piece to see where it came from. Ctrl+wheel, + and − zoom, 0 shows all of them.</source>
        <translation>Κάντε κλικ σε ένα τεμάχιο για να δείτε από πού ήρθε. Ctrl+τροχός, + και − για μεγέθυνση, 0 τα δείχνει όλα.</translation>
    </message>
    <message>
        <source>Details of the transfer</source>
        <translation>Λεπτομέρειες της μεταφοράς</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Πηγές</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Τεμάχια</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Συμβάντα</translation>
    </message>
    <message>
        <source>No transfer is selected</source>
        <translation>Δεν έχει επιλεγεί μεταφορά</translation>
    </message>
    <message>
        <source>Select one to see where its bytes come from.</source>
        <translation>Επιλέξτε μία για να δείτε από πού έρχονται τα byte της.</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) selected</source>
        <translation>
            <numerusform>%n μεταφορά επιλεγμένη</numerusform>
            <numerusform>%n μεταφορές επιλεγμένες</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 received, at %3.</source>
        <translation>Λήφθηκαν %1 από %2, με %3.</translation>
    </message>
    <message>
        <source>The pieces of this transfer are not known at the moment.</source>
        <translation>Τα τεμάχια αυτής της μεταφοράς δεν είναι γνωστά αυτή τη στιγμή.</translation>
    </message>
    <message>
        <source>Without content metadata there are no pieces: the content is one whole.</source>
        <translation>Χωρίς μεταδεδομένα δεν υπάρχουν τεμάχια: το περιεχόμενο είναι ένα σύνολο.</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Ομότιμοι</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Ρυθμοί</translation>
    </message>
</context>
<context>
    <name>freshet::ui::LogPage</name>
    <message>
        <source>Least level</source>
        <translation>Ελάχιστο επίπεδο</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 και πάνω</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Περιοχή</translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>Όλες οι περιοχές</translation>
    </message>
    <message>
        <source>Filter by words</source>
        <translation>Φίλτρο με λέξεις</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Φίλτρο</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Καταγραφή</translation>
    </message>
    <message>
        <source>Nothing to show at this level. “Debug” tells of every piece.</source>
        <translation>Τίποτα προς εμφάνιση σε αυτό το επίπεδο. Το «Debug» μιλά για κάθε τεμάχιο.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Παύση</translation>
    </message>
    <message>
        <source>Holds the list still; nothing is lost</source>
        <translation>Κρατά τη λίστα ακίνητη· τίποτα δεν χάνεται</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Αντιγραφή</translation>
    </message>
    <message>
        <source>Copies the selected lines (Ctrl+C)</source>
        <translation>Αντιγράφει τις επιλεγμένες γραμμές (Ctrl+C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Αποθήκευση…</translation>
    </message>
    <message>
        <source>Saves the lines that are shown as text</source>
        <translation>Αποθηκεύει τις γραμμές που φαίνονται ως κείμενο</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>Ε&amp;κκαθάριση</translation>
    </message>
    <message>
        <source>Empties the list; the trace files keep everything</source>
        <translation>Αδειάζει τη λίστα· τα αρχεία καταγραφής κρατούν τα πάντα</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n περιμένει</numerusform>
            <numerusform>%n περιμένουν</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Αποθήκευση της καταγραφής</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Κείμενο (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>Το %1 δεν μπόρεσε να γραφτεί: %2</translation>
    </message>
    <message>
        <source>Support &amp;bundle…</source>
        <translation>&amp;Πακέτο υποστήριξης…</translation>
    </message>
    <message>
        <source>Saves what somebody who helps wants to see: versions, transfers with their peers, settings, what happened. Without secrets, and without your home directory&apos;s name</source>
        <translation>Αποθηκεύει ό,τι θέλει να δει όποιος βοηθά: εκδόσεις, μεταφορές με τους ομότιμους, ρυθμίσεις, τι συνέβη. Χωρίς μυστικά και χωρίς το όνομα του προσωπικού σας καταλόγου</translation>
    </message>
    <message>
        <source>Save a support bundle</source>
        <translation>Αποθήκευση πακέτου υποστήριξης</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>Αρχεία (*.zip)</translation>
    </message>
    <message>
        <source>%1 is saved. Names of files and addresses of peers are in it: look at it before you give it away.</source>
        <translation>Το %1 αποθηκεύτηκε. Περιέχει ονόματα αρχείων και διευθύνσεις ομότιμων: δείτε το πριν το δώσετε.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Εμφάνιση στον φάκελο</translation>
    </message>
</context>
<context>
    <name>freshet::ui::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>Σελίδες</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Αρχείο</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Έ&amp;ξοδος</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Προβολή</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Φίλτρο</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Επόμενο τμήμα</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Προηγούμενο τμήμα</translation>
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
        <translation>Κλείσιμο αυτής της ειδοποίησης</translation>
    </message>
</context>
<context>
    <name>freshet::ui::Notifier</name>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n μεταφορά απέτυχε</numerusform>
            <numerusform>%n μεταφορές απέτυχαν</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n μεταφορά ολοκληρώθηκε</numerusform>
            <numerusform>%n μεταφορές ολοκληρώθηκαν</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>και %n ακόμη</numerusform>
            <numerusform>και %n ακόμη</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersPage</name>
    <message>
        <source>All</source>
        <translation>Όλες</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Ομάδα</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Διαδίκτυο</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Filter by address, state or transfer</source>
        <translation>Φίλτρο με διεύθυνση, κατάσταση ή μεταφορά</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Φίλτρο</translation>
    </message>
    <message>
        <source>Peers of which transfer</source>
        <translation>Ομότιμοι ποιας μεταφοράς</translation>
    </message>
    <message>
        <source>All transfers</source>
        <translation>Όλες οι μεταφορές</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Ομότιμοι</translation>
    </message>
    <message>
        <source>Nobody is connected. Peers appear here while a transfer runs, or while what is in the cache is wanted by others. “Not connected” shows who is known, and why nobody talks to them.</source>
        <translation>Κανείς δεν είναι συνδεδεμένος. Οι ομότιμοι εμφανίζονται εδώ όσο εκτελείται μεταφορά ή όσο άλλοι θέλουν ό,τι είναι στην κρυφή μνήμη. Το «Μη συνδεδεμένοι» δείχνει ποιοι είναι γνωστοί και γιατί κανείς δεν τους μιλά.</translation>
    </message>
    <message>
        <source>Banned peers</source>
        <translation>Αποκλεισμένοι ομότιμοι</translation>
    </message>
    <message>
        <source>Nobody is banned. Who sends bytes that fail their proof is, for a while.</source>
        <translation>Κανείς δεν είναι αποκλεισμένος. Όποιος στέλνει byte που αποτυγχάνουν στην απόδειξη αποκλείεται για λίγο.</translation>
    </message>
    <message>
        <source>Not &amp;connected</source>
        <translation>Μη &amp;συνδεδεμένοι</translation>
    </message>
    <message>
        <source>Shows who is known but not connected as well, with the reason</source>
        <translation>Δείχνει και όσους είναι γνωστοί αλλά όχι συνδεδεμένοι, με τον λόγο</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>Αντιγραφή &amp;διεύθυνσης</translation>
    </message>
    <message>
        <source>&amp;Ban for an hour</source>
        <translation>&amp;Αποκλεισμός για μία ώρα</translation>
    </message>
    <message>
        <source>&amp;End the ban</source>
        <translation>&amp;Τέλος αποκλεισμού</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) banned for an hour.</source>
        <translation>
            <numerusform>%n διεύθυνση αποκλείστηκε για μία ώρα.</numerusform>
            <numerusform>%n διευθύνσεις αποκλείστηκαν για μία ώρα.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Αναίρεση</translation>
    </message>
    <message>
        <source>Banned (%1)</source>
        <translation>Αποκλεισμένοι (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a kind of peers and their number</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>In &amp;sections</source>
        <translation>Σε &amp;ενότητες</translation>
    </message>
    <message>
        <source>Peers of a kind stand together, under a line with their sums</source>
        <translation>Οι ομότιμοι ενός είδους μαζί, κάτω από μια γραμμή με τα αθροίσματά τους</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersTab</name>
    <message>
        <source>Peers of this transfer</source>
        <translation>Ομότιμοι αυτής της μεταφοράς</translation>
    </message>
    <message>
        <source>Nobody is known who has this content, or peers are off for it; “Sources” says why.</source>
        <translation>Δεν είναι γνωστός κανείς που έχει αυτό το περιεχόμενο, ή οι ομότιμοι είναι ανενεργοί· το «Πηγές» λέει γιατί.</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>Αντιγραφή &amp;διεύθυνσης</translation>
    </message>
    <message>
        <source>Show in “&amp;Peers”</source>
        <translation>Εμφάνιση στους «&amp;Ομότιμους»</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PieceLegend</name>
    <message>
        <source>Missing</source>
        <translation>Λείπει</translation>
    </message>
    <message>
        <source>Fetched by a neighbour</source>
        <translation>Το φέρνει γείτονας</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Καθ&apos; οδόν</translation>
    </message>
    <message>
        <source>Failed its proof</source>
        <translation>Απέτυχε η απόδειξη</translation>
    </message>
    <message>
        <source>From an earlier run</source>
        <translation>Από προηγούμενη εκτέλεση</translation>
    </message>
    <message>
        <source>States of pieces</source>
        <translation>Καταστάσεις των κομματιών</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PieceMap</name>
    <message>
        <source>Pieces</source>
        <translation>Τεμάχια</translation>
    </message>
</context>
<context>
    <name>freshet::ui::QuotaHistory</name>
    <message>
        <source>How full the cache was</source>
        <translation>Πόσο γεμάτη ήταν η κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time. It is kept from now on, for 30 days.</source>
        <translation>Δεν καταγράφηκε τίποτα σε αυτό το διάστημα. Από τώρα φυλάσσεται για 30 ημέρες.</translation>
    </message>
    <message>
        <source>Between %1 and %2; now %3 of %4</source>
        <translation>Από %1 έως %2· τώρα %3 από %4</translation>
    </message>
    <message>
        <source>now</source>
        <translation>τώρα</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 από %3</translation>
    </message>
</context>
<context>
    <name>freshet::ui::QuotaRing</name>
    <message>
        <source>How full the cache is</source>
        <translation>Πόσο γεμάτη είναι η κρυφή μνήμη</translation>
    </message>
    <message>
        <source>%1 of %2 used, %3 pinned</source>
        <translation>%1 από %2 σε χρήση, %3 καρφιτσωμένα</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RatePlot</name>
    <message>
        <source>Graph of what is received, by source</source>
        <translation>Γράφημα λήψεων, ανά πηγή</translation>
    </message>
    <message>
        <source>Graph of what is sent, by kind of peer</source>
        <translation>Γράφημα αποστολών, ανά είδος ομότιμου</translation>
    </message>
    <message>
        <source>Nothing was received in this time.</source>
        <translation>Δεν λήφθηκε τίποτα σε αυτό το διάστημα.</translation>
    </message>
    <message>
        <source>Nothing was sent in this time.</source>
        <translation>Δεν στάλθηκε τίποτα σε αυτό το διάστημα.</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>δεν καταγράφηκε</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a source and its rate</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Together: %1</source>
        <translation>Μαζί: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a limit and its rate</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Line: written to the disk</source>
        <translation>Γραμμή: εγγραφή στον δίσκο</translation>
    </message>
    <message>
        <source>Written to the disk: %1</source>
        <translation>Εγγραφή στον δίσκο: %1</translation>
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
        <translation>+ − x X y Y ζουμ, τα βέλη μετακινούν, 0 πίσω στο τώρα, το διάστημα δείχνει σταυρόνημα</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Λήφθηκαν</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Στάλθηκαν</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 λεπτά</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 ώρες</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>Τα τελευταία %1</translation>
    </message>
    <message>
        <source>Limit of this transfer</source>
        <translation>Όριο αυτής της μεταφοράς</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RouteBars</name>
    <message>
        <source>Ways to the newest release</source>
        <translation>Δρόμοι προς τη νεότερη έκδοση</translation>
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
        <translation>Δεν έχει οριστεί</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>χρειάστηκε %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServiceFlow</name>
    <message>
        <source>The services, in the order in which they are asked</source>
        <translation>Οι υπηρεσίες, με τη σειρά που ρωτώνται</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServicesPage</name>
    <message>
        <source>&amp;Ask now</source>
        <translation>&amp;Ερώτηση τώρα</translation>
    </message>
    <message>
        <source>Asks geo and key-value at once, whatever they said before</source>
        <translation>Ρωτά αμέσως το geo και το key-value, ό,τι κι αν είπαν πριν</translation>
    </message>
    <message>
        <source>Transfers in simple mode</source>
        <translation>Μεταφορές σε απλή λειτουργία</translation>
    </message>
    <message>
        <source>No transfer is in simple mode: all use what they could.</source>
        <translation>Καμία μεταφορά δεν είναι σε απλή λειτουργία: όλες χρησιμοποιούν ό,τι μπορούν.</translation>
    </message>
    <message>
        <source>Last e&amp;xchange</source>
        <translation>Τελευταία &amp;ανταλλαγή</translation>
    </message>
    <message>
        <source>Why s&amp;imple mode</source>
        <translation>Γιατί α&amp;πλή λειτουργία</translation>
    </message>
    <message>
        <source>Pri&amp;vacy</source>
        <translation>Α&amp;πόρρητο</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Κατάσταση</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>Ρωτάται στο</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Τελευταία απάντηση</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Πιστοποιητικό</translation>
    </message>
    <message>
        <source>Fields of the last exchange</source>
        <translation>Πεδία της τελευταίας ανταλλαγής</translation>
    </message>
    <message>
        <source>Nothing was exchanged with this service since the start.</source>
        <translation>Δεν ανταλλάχθηκε τίποτα με αυτή την υπηρεσία από την εκκίνηση.</translation>
    </message>
    <message>
        <source>This is all that is ever sent to services, over verified TLS. They also see the address that a request comes from. No names, no paths and nothing of your files are sent; in the download modes 99 and 100 nothing at all. Other machines are offered contents beyond your network only if you allow that in the settings.</source>
        <translation>Αυτά είναι όλα όσα στέλνονται ποτέ σε υπηρεσίες, μέσω επαληθευμένου TLS. Βλέπουν επίσης τη διεύθυνση από όπου έρχεται ένα αίτημα. Δεν στέλνονται ονόματα, διαδρομές ή οτιδήποτε από τα αρχεία σας· στις λειτουργίες λήψης 99 και 100 απολύτως τίποτα. Σε υπολογιστές έξω από το δίκτυό σας προσφέρονται περιεχόμενα μόνο αν το επιτρέψετε στις ρυθμίσεις.</translation>
    </message>
    <message>
        <source>Every field that is sent, to whom, and why</source>
        <translation>Κάθε πεδίο που στέλνεται, σε ποιον και γιατί</translation>
    </message>
    <message>
        <source>Why s&amp;imple mode (%1)</source>
        <translation>Γιατί α&amp;πλή λειτουργία (%1)</translation>
    </message>
    <message>
        <source>No services are set: peers are found on the LAN alone, and contents are proven by what you give. Whoever runs services for you gives you one command, “freshetctl services use …”; after it they are used at once.</source>
        <translation>Δεν έχουν οριστεί υπηρεσίες: ομότιμοι βρίσκονται μόνο στο LAN και τα περιεχόμενα αποδεικνύονται με όσα δίνετε. Όποιος λειτουργεί υπηρεσίες για εσάς σας δίνει μία εντολή, «freshetctl services use …»· έπειτα χρησιμοποιούνται αμέσως.</translation>
    </message>
    <message>
        <source>%1, trusted by %2.</source>
        <translation>%1, με εμπιστοσύνη από %2.</translation>
    </message>
    <message>
        <source>Any publisher is believed that the services vouch for.</source>
        <translation>Πιστευτός είναι κάθε εκδότης για τον οποίο εγγυώνται οι υπηρεσίες.</translation>
    </message>
    <message numerus="yes">
        <source>Contents need the signature of one of %n publisher(s): %1.</source>
        <translation>
            <numerusform>Τα περιεχόμενα χρειάζονται την υπογραφή του εκδότη %1.</numerusform>
            <numerusform>Τα περιεχόμενα χρειάζονται την υπογραφή ενός από %n εκδότες: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Group: %1.</source>
        <translation>Ομάδα: %1.</translation>
    </message>
    <message>
        <source>In the download mode that is set nobody is asked; the setting “Download mode” changes that.</source>
        <translation>Στη λειτουργία λήψης που έχει οριστεί δεν ρωτάται κανείς· το αλλάζει η ρύθμιση «Λειτουργία λήψης».</translation>
    </message>
    <message>
        <source>No services are set.</source>
        <translation>Δεν έχουν οριστεί υπηρεσίες.</translation>
    </message>
    <message>
        <source>Not known yet: the service before it says where it is.</source>
        <translation>Άγνωστο ακόμη: η προηγούμενη υπηρεσία λέει πού είναι.</translation>
    </message>
    <message>
        <source>%1, it took %2</source>
        <translation>%1, χρειάστηκε %2</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Καμία ακόμη</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>Δεν έχει εμφανιστεί ακόμη</translation>
    </message>
    <message>
        <source>What they say of a content counts only if it is signed for the very question.</source>
        <translation>Όσα λένε για ένα περιεχόμενο μετρούν μόνο αν είναι υπογεγραμμένα για τη συγκεκριμένη ερώτηση.</translation>
    </message>
    <message>
        <source>About the services</source>
        <translation>Σχετικά με τις υπηρεσίες</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingEditor</name>
    <message>
        <source>seconds</source>
        <translation>δευτερόλεπτα</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>λεπτά</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>ώρες</translation>
    </message>
    <message>
        <source>days</source>
        <translation>ημέρες</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ναι</translation>
    </message>
    <message>
        <source>none</source>
        <translation>κανένα</translation>
    </message>
    <message>
        <source>all</source>
        <translation>όλα</translation>
    </message>
    <message>
        <source>set</source>
        <translation>ορισμένο</translation>
    </message>
    <message>
        <source>%1: is there a value?</source>
        <translation>%1: υπάρχει τιμή;</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>%1: unit</source>
        <translation>%1: μονάδα</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingLine</name>
    <message>
        <source>%1
Policy: %2</source>
        <translation>%1
Πολιτική: %2</translation>
    </message>
    <message>
        <source>%1 at the moment</source>
        <translation>%1 αυτή τη στιγμή</translation>
    </message>
    <message>
        <source>Who sets %1</source>
        <translation>Ποιος ορίζει: %1</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Προεπιλογή</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1: επιστροφή στην προεπιλογή</translation>
    </message>
    <message>
        <source>From %1. The default is %2.</source>
        <translation>Από %1. Η προεπιλογή είναι %2.</translation>
    </message>
    <message>
        <source>The default.</source>
        <translation>Η προεπιλογή.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingsPage</name>
    <message>
        <source>Bandwidth</source>
        <translation>Εύρος ζώνης</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Εργασίες</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>Διακομιστής κρυφής μνήμης</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Ομότιμοι</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Κρυφή μνήμη</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Καμία ρύθμιση δεν έχει αυτές τις λέξεις.</translation>
    </message>
    <message>
        <source>Search settings, effects and policies</source>
        <translation>Αναζήτηση σε ρυθμίσεις, επιδράσεις και πολιτικές</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Αναζήτηση ρυθμίσεων</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ρυθμίσεις</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Εμφάνιση</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Χρώματα</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Όπως το σύστημα</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ανοιχτό</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Σκούρο</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Χρώματα</translation>
    </message>
    <message>
        <source>Unit of rates</source>
        <translation>Μονάδα ρυθμών</translation>
    </message>
    <message>
        <source>Whatever fits</source>
        <translation>Ό,τι ταιριάζει</translation>
    </message>
    <message>
        <source>&amp;Unit of rates</source>
        <translation>&amp;Μονάδα ρυθμών</translation>
    </message>
    <message>
        <source>%1: %2 instead of %3.</source>
        <translation>%1: %2 αντί για %3.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Αναίρεση</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Γλώσσα</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Γλώσσα</translation>
    </message>
    <message>
        <source>Appearance, colours, light, dark, units, language</source>
        <translation>Εμφάνιση, χρώματα, ανοιχτό, σκούρο, μονάδες, γλώσσα, language</translation>
    </message>
    <message>
        <source>Window and notifications</source>
        <translation>Παράθυρο και ειδοποιήσεις</translation>
    </message>
    <message>
        <source>Closing the window keeps transfers &amp;running</source>
        <translation>Οι μεταφορές &amp;συνεχίζουν όταν κλείνει το παράθυρο</translation>
    </message>
    <message>
        <source>The window goes to the tray, or to the task bar where there is none. Starting Freshet again brings it back; “Quit” ends it.</source>
        <translation>Το παράθυρο πηγαίνει στην περιοχή ειδοποιήσεων ή στη γραμμή εργασιών. Αν ξεκινήσετε ξανά το Freshet επανέρχεται· το «Έξοδος» το τερματίζει.</translation>
    </message>
    <message>
        <source>Tell when transfers have &amp;finished</source>
        <translation>Ειδοποίηση όταν &amp;ολοκληρωθούν μεταφορές</translation>
    </message>
    <message>
        <source>One message for all that finish at about the same time, and only while the window is not in front</source>
        <translation>Ένα μήνυμα για όσες ολοκληρώνονται περίπου ταυτόχρονα, και μόνο όταν το παράθυρο δεν είναι μπροστά</translation>
    </message>
    <message>
        <source>Tell when transfers &amp;failed</source>
        <translation>Ειδοποίηση όταν &amp;αποτύχουν μεταφορές</translation>
    </message>
    <message>
        <source>One message for all that fail at about the same time, and only while the window is not in front</source>
        <translation>Ένα μήνυμα για όσες αποτυγχάνουν περίπου ταυτόχρονα, και μόνο όταν το παράθυρο δεν είναι μπροστά</translation>
    </message>
    <message>
        <source>Window, tray, notifications, messages, background</source>
        <translation>Παράθυρο, περιοχή ειδοποιήσεων, ειδοποιήσεις, μηνύματα, παρασκήνιο</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SharingChoice</name>
    <message>
        <source>Who may have what this machine has</source>
        <translation>Ποιος μπορεί να έχει ό,τι έχει αυτός ο υπολογιστής</translation>
    </message>
    <message>
        <source>&amp;Nobody: everything comes over HTTP</source>
        <translation>&amp;Κανείς: όλα έρχονται μέσω HTTP</translation>
    </message>
    <message>
        <source>Machines of this net&amp;work</source>
        <translation>Υπολογιστές αυτού του &amp;δικτύου</translation>
    </message>
    <message>
        <source>Machines of this network and of our &amp;group</source>
        <translation>Υπολογιστές αυτού του δικτύου και της &amp;ομάδας μας</translation>
    </message>
    <message>
        <source>Everybody, on the &amp;internet too</source>
        <translation>Όλοι, και στο δια&amp;δίκτυο</translation>
    </message>
    <message>
        <source>Nothing is uploaded beyond this network unless you choose so, here or in the settings.</source>
        <translation>Τίποτα δεν ανεβαίνει έξω από αυτό το δίκτυο, εκτός αν το επιλέξετε, εδώ ή στις ρυθμίσεις.</translation>
    </message>
    <message>
        <source>It was chosen by %1.</source>
        <translation>Επιλέχθηκε από %1.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourceBar</name>
    <message>
        <source>Where the bytes came from</source>
        <translation>Από πού ήρθαν τα byte</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourceLegend</name>
    <message>
        <source>Source classes</source>
        <translation>Κατηγορίες πηγών</translation>
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
        <translation>Πηγές</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Πηγή</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Λήφθηκαν</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Μερίδιο</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Στάλθηκαν</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Συνδέσεις</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>Άχρηστα</translation>
    </message>
    <message>
        <source>Arrived and was of no use: failed its proof, or came twice.</source>
        <translation>Ήρθαν και ήταν άχρηστα: απέτυχαν στην απόδειξη ή ήρθαν δύο φορές.</translation>
    </message>
</context>
<context>
    <name>freshet::ui::StatusStrip</name>
    <message>
        <source>Download rate</source>
        <translation>Ρυθμός λήψης</translation>
    </message>
    <message>
        <source>Upload rate</source>
        <translation>Ρυθμός αποστολής</translation>
    </message>
    <message>
        <source>What limits the rates</source>
        <translation>Τι περιορίζει τους ρυθμούς</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>Ελεύθερος χώρος δίσκου</translation>
    </message>
    <message>
        <source>Cache in use</source>
        <translation>Κρυφή μνήμη σε χρήση</translation>
    </message>
    <message>
        <source>Received by all jobs, mean over the last seconds</source>
        <translation>Λήψη από όλες τις εργασίες, μέσος όρος των τελευταίων δευτερολέπτων</translation>
    </message>
    <message>
        <source>Sent to all peers, mean over the last 20 seconds</source>
        <translation>Αποστολή σε όλους τους ομότιμους, μέσος όρος των τελευταίων 20 δευτερολέπτων</translation>
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
        <translation>%1 ελεύθερα στον δίσκο</translation>
    </message>
    <message>
        <source>Cache: %1</source>
        <translation>Κρυφή μνήμη: %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TableView</name>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Στήλες</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TotalsCard</name>
    <message>
        <source>%1 received</source>
        <translation>%1 λήφθηκαν</translation>
    </message>
    <message>
        <source>Nothing was received yet.</source>
        <translation>Δεν λήφθηκε τίποτα ακόμη.</translation>
    </message>
    <message>
        <source>%1 saved from the internet (%2)</source>
        <translation>%1 γλίτωσαν από το διαδίκτυο (%2)</translation>
    </message>
    <message>
        <source>%1 sent to peers · %2 wasted</source>
        <translation>%1 στάλθηκαν σε ομότιμους · %2 άχρηστα</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TransfersPage</name>
    <message>
        <source>Transfers</source>
        <translation>Μεταφορές</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) removed from the list; what is in the cache stays there.</source>
        <translation>
            <numerusform>%n μεταφορά αφαιρέθηκε από τη λίστα· ό,τι είναι στην κρυφή μνήμη μένει εκεί.</numerusform>
            <numerusform>%n μεταφορές αφαιρέθηκαν από τη λίστα· ό,τι είναι στην κρυφή μνήμη μένει εκεί.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Αναίρεση</translation>
    </message>
    <message>
        <source>No file manager could be started. The file is in %1</source>
        <translation>Δεν ξεκίνησε διαχειριστής αρχείων. Το αρχείο είναι στο %1</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>Αποθήκευση του πίνακα ως CSV</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>Το %1 δεν μπόρεσε να γραφτεί: %2</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Προσθήκη…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Παύση</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Συνέχεια</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Δοκιμή ξανά</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>&amp;Ακύρωση</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>Α&amp;φαίρεση από τη λίστα</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>&amp;Εμφάνιση στον φάκελο</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Αντιγραφή &amp;γραμμών</translation>
    </message>
    <message>
        <source>Copy a&amp;ddress</source>
        <translation>Αντιγραφή &amp;διεύθυνσης</translation>
    </message>
    <message>
        <source>Copy &amp;identity</source>
        <translation>Αντιγραφή &amp;ταυτότητας</translation>
    </message>
    <message>
        <source>Sa&amp;ve the table as CSV…</source>
        <translation>Αποθήκευση του πίνακα ως CS&amp;V…</translation>
    </message>
    <message>
        <source>Compact &amp;rows</source>
        <translation>Συμπαγείς &amp;γραμμές</translation>
    </message>
    <message>
        <source>Filter by name, address or identity</source>
        <translation>Φίλτρο με όνομα, διεύθυνση ή ταυτότητα</translation>
    </message>
    <message>
        <source>Filter transfers</source>
        <translation>Φίλτρο μεταφορών</translation>
    </message>
    <message>
        <source>Nothing is being transferred. Add an address or a content metadata file, or drop one anywhere on this window.</source>
        <translation>Δεν μεταφέρεται τίποτα. Προσθέστε μια διεύθυνση ή ένα αρχείο μεταδεδομένων, ή αποθέστε ένα οπουδήποτε στο παράθυρο.</translation>
    </message>
    <message>
        <source>No transfer fits the filter.</source>
        <translation>Καμία μεταφορά δεν ταιριάζει στο φίλτρο.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Όλες</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ενεργές</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Σε αναμονή</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Σε παύση</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Απέτυχε</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Τελείωσε</translation>
    </message>
</context>
<context>
    <name>freshet::ui::Tray</name>
    <message>
        <source>&amp;Open Freshet</source>
        <translation>Ά&amp;νοιγμα του Freshet</translation>
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
        <translation>Άνοιγμα της κρυφής μνήμης…</translation>
    </message>
    <message>
        <source>Jobs of the last run go on by themselves in a moment.</source>
        <translation>Οι εργασίες της προηγούμενης εκτέλεσης συνεχίζουν σε λίγο από μόνες τους.</translation>
    </message>
    <message>
        <source>Another Freshet uses this cache</source>
        <translation>Άλλο Freshet χρησιμοποιεί αυτή την κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Freshet cannot work at the moment</source>
        <translation>Το Freshet δεν μπορεί να εργαστεί αυτή τη στιγμή</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Δοκιμή ξανά</translation>
    </message>
</context>
<context>
    <name>freshet::ui::UpdatesPage</name>
    <message>
        <source>Products</source>
        <translation>Προϊόντα</translation>
    </message>
    <message>
        <source>Nothing is looked after yet. “Add” takes a directory, its publisher&apos;s manifest and the publisher&apos;s key.</source>
        <translation>Δεν παρακολουθείται τίποτα ακόμη. Το «Προσθήκη» παίρνει έναν κατάλογο, τη δήλωση του εκδότη του και το κλειδί του.</translation>
    </message>
    <message>
        <source>Updates of installed trees are not available here.</source>
        <translation>Οι ενημερώσεις εγκατεστημένων καταλόγων δεν είναι διαθέσιμες εδώ.</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Προσθήκη…</translation>
    </message>
    <message>
        <source>Looks after another installed product</source>
        <translation>Παρακολουθεί ένα ακόμη εγκατεστημένο προϊόν</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>Έ&amp;λεγχος</translation>
    </message>
    <message>
        <source>Asks the publisher, looks at every installed file, and plans the cheapest way</source>
        <translation>Ρωτά τον εκδότη, ελέγχει κάθε εγκατεστημένο αρχείο και σχεδιάζει τον φθηνότερο δρόμο</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>&amp;Ενημέρωση</translation>
    </message>
    <message>
        <source>Brings it to the newest release; until the last step it stays as it is</source>
        <translation>Το φέρνει στη νεότερη έκδοση· μέχρι το τελευταίο βήμα μένει όπως είναι</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Παύση</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Συνέχιση</translation>
    </message>
    <message>
        <source>Goes on where it stopped</source>
        <translation>Συνεχίζει από εκεί που σταμάτησε</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Ακύ&amp;ρωση</translation>
    </message>
    <message>
        <source>Ends the fetching; what was received stays in the cache</source>
        <translation>Τερματίζει τη λήψη· ό,τι λήφθηκε μένει στην κρυφή μνήμη</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>Επα&amp;ναφορά</translation>
    </message>
    <message>
        <source>Brings back the release before, exactly; nothing is downloaded</source>
        <translation>Επαναφέρει ακριβώς την προηγούμενη έκδοση· δεν γίνεται λήψη</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>Επα&amp;λήθευση</translation>
    </message>
    <message>
        <source>Compares every installed file with what was installed</source>
        <translation>Συγκρίνει κάθε εγκατεστημένο αρχείο με ό,τι εγκαταστάθηκε</translation>
    </message>
    <message>
        <source>Look no &amp;more after it</source>
        <translation>Να μην παρακολουθείται &amp;πλέον</translation>
    </message>
    <message>
        <source>Takes it off this list; what is installed stays</source>
        <translation>Το αφαιρεί από τη λίστα· ό,τι είναι εγκατεστημένο μένει</translation>
    </message>
    <message>
        <source>What was done to it</source>
        <translation>Τι έγινε με αυτό</translation>
    </message>
    <message>
        <source>Nothing has been done to it yet.</source>
        <translation>Δεν έχει γίνει τίποτα ακόμη.</translation>
    </message>
    <message>
        <source>Every installed file was found to be right at %1.</source>
        <translation>Στις %1 κάθε εγκατεστημένο αρχείο ήταν σωστό.</translation>
    </message>
    <message>
        <source>What is new in %1: %2</source>
        <translation>Τι νέο υπάρχει στο %1: %2</translation>
    </message>
    <message>
        <source>%1 is kept to go back to, in %2.</source>
        <translation>Το %1 διατηρείται για επαναφορά, σε %2.</translation>
    </message>
    <message>
        <source>Pauses fetching or building; what is there already is kept</source>
        <translation>Παύση της λήψης ή του χτισίματος· ό,τι υπάρχει ήδη διατηρείται</translation>
    </message>
</context>
<context>
    <name>freshet::ui::WelcomePage</name>
    <message>
        <source>Updates, fetched once and shared</source>
        <translation>Ενημερώσεις, λαμβάνονται μία φορά και μοιράζονται</translation>
    </message>
    <message>
        <source>Freshet downloads updates from whoever is nearest and proves every piece before it counts.</source>
        <translation>Το Freshet κατεβάζει ενημερώσεις από όποιον είναι πιο κοντά και αποδεικνύει κάθε τεμάχιο πριν μετρήσει.</translation>
    </message>
    <message>
        <source>Five colours say where bytes came from, the same ones on every page.</source>
        <translation>Πέντε χρώματα λένε από πού ήρθαν τα byte, τα ίδια σε κάθε σελίδα.</translation>
    </message>
    <message>
        <source>Every state says why it is so and what you can do about it.</source>
        <translation>Κάθε κατάσταση λέει γιατί είναι έτσι και τι μπορείτε να κάνετε.</translation>
    </message>
    <message>
        <source>To download something of your own</source>
        <translation>Για να κατεβάσετε κάτι δικό σας</translation>
    </message>
    <message>
        <source>Drop a link or a .torrent file onto this window, or choose Transfers › Add on the page of transfers and paste a URL. Freshet asks where it should go; everything else has a good default.</source>
        <translation>Αποθέστε έναν σύνδεσμο ή ένα αρχείο .torrent σε αυτό το παράθυρο, ή επιλέξτε Μεταφορές › Προσθήκη στη σελίδα των μεταφορών και επικολλήστε ένα URL. Το Freshet ρωτά πού να πάει· όλα τα άλλα έχουν καλή προεπιλογή.</translation>
    </message>
    <message>
        <source>&amp;Transfers</source>
        <translation>&amp;Μεταφορές</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>&amp;Δραστηριότητα</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Ρυθμίσεις</translation>
    </message>
    <message>
        <source>Nothing is being downloaded at the moment.</source>
        <translation>Δεν κατεβαίνει τίποτα αυτή τη στιγμή.</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) run at the moment.</source>
        <translation>
            <numerusform>Αυτή τη στιγμή εκτελείται %n μεταφορά.</numerusform>
            <numerusform>Αυτή τη στιγμή εκτελούνται %n μεταφορές.</numerusform>
        </translation>
    </message>
</context>
</TS>
