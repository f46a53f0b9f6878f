// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/PeerRules.h"
#include "core/swarm/ArrayAnnouncer.h"

#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

PeerAddress at(const char *text)
{
    return *PeerAddress::fromText(text);
}

ArrayAnswer answerOf(const char *observed, std::initializer_list<const char *> peers)
{
    ArrayAnswer answer{.observed = IpAddress::fromText(observed)};
    for (const char *peer : peers)
        answer.peers.push_back(at(peer));
    return answer;
}

/// "203.0.113.7:1 lan", "… group", "… -" for what says nothing of the class; in the order of the answer.
QStringList believed(const ArrayAnswer &answer, DownloadMode scope)
{
    const ArrayMatch match = matchOf(answer, scope);
    QStringList lines;
    for (const PeerAddress &peer : match.peers) {
        const auto known = match.classes.find(peer.ip);
        const QString word = known == match.classes.end()        ? u"-"_s
                             : known->second == PeerClass::Lan   ? u"lan"_s
                             : known->second == PeerClass::Group ? u"group"_s
                                                                 : u"internet"_s;
        lines << QString::fromStdString(peer.text()) + u' ' + word;
    }
    return lines;
}

} // namespace

/// What a machine believes of an array's answer.
class TestSwarmArray : public QObject {
    Q_OBJECT

    const ArrayAnswer m_fromOutside = answerOf("203.0.113.1", {"10.1.0.7:1", "203.0.113.1:2", "198.51.100.9:3",
                                                               "127.0.0.1:4", "169.254.1.1:5", "224.0.0.1:6"});

private Q_SLOTS:
    void p15_in_lan_scope_only_our_own_site_is_believed()
    {
        QCOMPARE(believed(m_fromOutside, DownloadMode::Lan),
                 (QStringList{u"10.1.0.7:1 lan"_s, u"203.0.113.1:2 lan"_s}));
    }
    void in_group_scope_who_is_not_of_the_site_is_of_the_group()
    {
        QCOMPARE(believed(m_fromOutside, DownloadMode::Group),
                 (QStringList{u"10.1.0.7:1 lan"_s, u"203.0.113.1:2 lan"_s, u"198.51.100.9:3 group"_s}));
    }
    void in_internet_scope_the_rest_says_nothing()
    {
        QCOMPARE(believed(m_fromOutside, DownloadMode::Internet),
                 (QStringList{u"10.1.0.7:1 lan"_s, u"203.0.113.1:2 lan"_s, u"198.51.100.9:3 -"_s}));
    }
    void services_inside_our_own_network_see_private_addresses()
    {
        const ArrayAnswer inside = answerOf("10.1.0.5", {"10.1.0.7:1", "10.2.0.7:2", "198.51.100.9:3", "127.0.0.1:4"});
        QCOMPARE(believed(inside, DownloadMode::Lan), (QStringList{u"10.1.0.7:1 lan"_s, u"10.2.0.7:2 lan"_s}));
        QCOMPARE(believed(inside, DownloadMode::Group),
                 (QStringList{u"10.1.0.7:1 group"_s, u"10.2.0.7:2 group"_s, u"198.51.100.9:3 group"_s}));
        QCOMPARE(matchOf(inside, DownloadMode::Lan).publicAddress, std::nullopt);
    }
    void a18_this_machine_is_named_only_by_services_that_see_us_on_it()
    {
        const ArrayAnswer here = answerOf("127.0.0.1", {"127.0.0.1:1", "169.254.1.1:2"});
        QCOMPARE(believed(here, DownloadMode::Lan), (QStringList{u"127.0.0.1:1 lan"_s, u"169.254.1.1:2 lan"_s}));
        QVERIFY(believed(answerOf("10.1.0.5", {"127.0.0.1:1", "169.254.1.1:2"}), DownloadMode::Internet).isEmpty());
    }
    void how_the_world_sees_us_is_learnt_from_a_public_address_alone()
    {
        QCOMPARE(matchOf(m_fromOutside, DownloadMode::Lan).publicAddress, IpAddress::fromText("203.0.113.1"));
    }

    void what_the_array_matched_counts_after_all_that_addresses_say_themselves()
    {
        PeerRules rules;
        const IpAddress elsewhere = *IpAddress::fromText("198.51.100.9");
        const IpAddress site = *IpAddress::fromText("10.9.9.9");
        QCOMPARE(peerClass(elsewhere, rules).peerClass, PeerClass::Internet);
        rules.matched = {{elsewhere, PeerClass::Group}, {site, PeerClass::Lan}};
        QCOMPARE(peerClass(elsewhere, rules), (ClassifiedPeer{PeerClass::Group, PeerClassReason::Services}));
        QCOMPARE(peerClass(site, rules), (ClassifiedPeer{PeerClass::Lan, PeerClassReason::Services}));
        rules.table = {*ClassTableEntry::fromText("198.51.100.9=internet")};
        QCOMPARE(peerClass(elsewhere, rules).reason, PeerClassReason::Table);
    }
};

QTEST_GUILESS_MAIN(TestSwarmArray)
#include "tst_swarm_array.moc"
