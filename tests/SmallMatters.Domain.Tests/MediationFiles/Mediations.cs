using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.MediationFiles;

namespace SmallMatters.Domain.Tests.MediationFiles;

/// <summary>Facts of mediations for tests of their papers.</summary>
internal static class Mediations
{
    /// <summary>Two neighbours about noise, nothing done yet.</summary>
    public static MediationFacts Begun { get; } =
        new(
            "1234 5678 9012",
            new Bilingual("柳园派出所", "Willow police station"),
            new Bilingual("邻里纠纷", "Neighbours"),
            "楼上夜里拖桌椅，楼下睡不好",
            new DateOnly(2026, 11, 2),
            [
                new PartyShown("周阿姨", PartyKind.Person, PartyRole.Applicant, []),
                new PartyShown("小陈", PartyKind.Person, PartyRole.Other, []),
            ]
        );

    /// <summary>The same with everything: consent, a representative, two sessions, an agreement in effect, one term performed, a check.</summary>
    public static MediationFacts Whole(string venue = "peoples") =>
        Begun with
        {
            Parties =
            [
                Begun.Parties[0] with
                {
                    Consented = (new DateOnly(2026, 11, 4), new Bilingual("当面", "in person")),
                },
                Begun.Parties[1] with
                {
                    Consented = (new DateOnly(2026, 11, 5), new Bilingual("书面", "on paper")),
                    ActFor = [new ActsFor("陈大伯", new Bilingual("特别授权", "Special"), AuthorityShown.Letter)],
                },
            ],
            Venue = VenueBook.BuiltIn.InForce(venue, new DateOnly(2026, 11, 6)),
            StartedOn = new DateOnly(2026, 11, 6),
            Mediators = ["方明"],
            Sessions =
            [
                new SessionShown(
                    new DateTime(2026, 11, 8, 14, 30, 0),
                    "居委会调解室",
                    "双方各自说了想法。\n下周再谈。",
                    "魏安澜"
                ),
                new SessionShown(new DateTime(2026, 11, 15, 9, 0, 0), "居委会调解室", "约定了安静的时间。", "魏安澜"),
            ],
            Agreement = new AgreementShown(
                [
                    new TermShown(
                        "小陈",
                        "给桌椅脚垫上软垫 <四张>",
                        new DateOnly(2026, 11, 20),
                        new DateOnly(2026, 11, 18),
                        "照片和购物小票"
                    ),
                    new TermShown("周阿姨", "有事先打电话，不敲暖气管", new DateOnly(2026, 12, 31), null, null),
                ],
                AgreementMade.Written,
                new DateOnly(2026, 11, 16),
                new DateOnly(2026, 12, 16)
            ),
            FollowUps =
            [
                new FollowUpShown(new DateOnly(2026, 11, 23), "周阿姨", new("夜里安静多了", "Quieter at night"), "魏安澜"),
            ],
            EndedOn = new DateOnly(2026, 11, 20),
            Apart = KeptApart.Something,
        };
}
