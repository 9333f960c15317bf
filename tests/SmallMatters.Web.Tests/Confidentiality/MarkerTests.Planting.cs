using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Publishing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Disputes;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Partners;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>Who wrote the markers, and where.</summary>
public partial class MarkerTests
{
    private static async Task<(
        RaiseResult.Raised Raised,
        string JoinedLink,
        Guid Part,
        string PartnerLink,
        Guid Photo
    )> PlantAsync(TestHost host, Office office)
    {
        var photo = Guid.CreateVersion7(host.Clock.GetUtcNow());
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(
            words: Words,
            phone: Phone,
            name: Name,
            change: r => r with { Where = new Where(null, Door, null, null), Photos = [photo] }
        );
        var me = new Actor.Person(raised.Raiser);
        var asked = await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => AskRule.Decide(m, new Ask("几点钟？"), clerk.Actor, j, now)
        );
        await office.DoAsync(
            raised,
            me,
            (m, _, now) => AnswerQuestionRule.Decide(m, new AnswerQuestion(asked.File.Questions[0].Id, Answer), me, now)
        );
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(
                raised.Id,
                me,
                (m, _, _) => AddRule.Decide(m, new Add(Added, []), me),
                photos: [new NewPhoto(photo, "image/png", 1, 1, "00", [1])]
            )
        );
        await office.DoAsync(raised, clerk.Actor, (m, _, _) => NoteRule.Decide(m, new Note(Note), clerk.Actor));
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Property, Threat, true), clerk.Actor)
        );
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                ChooseRouteRule.Choose(
                    m,
                    new ChooseRoute(RouteCode.PetitionOpinion, "街道办事处", null, Route),
                    clerk.Actor,
                    j,
                    now
                )
        );
        var joiner = new ParticipantId(Guid.CreateVersion7(host.Clock.GetUtcNow()));
        await office.DoAsync(
            raised,
            new Actor.Person(joiner),
            (m, _, _) =>
                JoinRule.Decide(
                    m,
                    new Join(joiner, new Contact(null, null, new PersonalText(joiner, JoinedMail)), default, JoinedWords)
                )
        );
        var given = await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                GivePartRule.Decide(
                    m,
                    new GivePart(PartnerScene.Company, "一部分", Asked)
                    {
                        PassOn = [PartField.Description, PartField.Photos],
                        Purpose = "上门",
                    },
                    clerk.Actor,
                    j,
                    now
                )
        );
        var part = given.File.Parts[0].Id;
        var (_, secret) = await host
            .Services.GetRequiredService<PartnerDesk>()
            .GiveLinkAsync(raised.Id, part, "上门", 7, clerk.Actor, null, TestContext.Current.CancellationToken);
        return (raised, host.Services.GetRequiredService<KeyRing>().LinkFor(joiner.Value, 1), part, secret!, photo);
    }

    private static async Task<RaiseResult.Raised> PlantSealedAsync(TestHost host, Office office)
    {
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(
            words: SealedWords,
            phone: SealedPhone,
            name: SealedName,
            change: r => r with { SealIdentity = true }
        );
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                OpenIdentityRule.Ask(
                    m,
                    new AskOpening(raised.Raiser, OpeningReason.Verification, OpeningWords),
                    clerk.Actor,
                    true,
                    j,
                    now
                )
        );
        return raised;
    }

    private static async Task<Guid> PlantConveningAsync(TestHost host, Office office, RaiseResult.Raised raised)
    {
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var (done, id) = await host
            .Services.GetRequiredService<JointBook>()
            .BeginAsync(
                new StaffScope(clerk.Id, clerk.Unit, [clerk.Unit], [clerk.Unit], [.. clerk.Roles]),
                Neighbourhood.Willow,
                (key, by, j, now) =>
                    WhistleRule.Decide(
                        new Whistle(
                            "一起到现场",
                            "谁先动手",
                            "居委会门口",
                            now.AddDays(2),
                            Neighbourhood.Willow,
                            [new MatterConvened(raised.Reference.Value, Neighbourhood.WillowDesk, Kind.Complaint)],
                            [(Neighbourhood.BellDesk, "带图纸来")]
                        ),
                        key,
                        by,
                        j,
                        now
                    )
            );
        Assert.IsType<Acted.Written>(done);
        return id;
    }

    private static async Task<(string First, string Second)> PlantDisputeAsync(TestHost host, RaiseResult.Raised raised)
    {
        var scene = await DisputeScene.MakeAsync(host, raised, About, (PartyName, PartyPhone), (NeighbourName, NeighbourPhone));
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "", ("Words", PartyWords));
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "/safety", DisputeScene.Answers(words: SafetyWords));
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "", ("Words", NeighbourWords));
        var party = (await scene.Clerk.Browser.GetAsync($"{scene.Address}/notes"))
            .Document.QuerySelectorAll("select[name='Form.Party'] option")[1]
            .GetAttribute("value")!;
        await scene.StepAsync(
            "notes",
            ("Form.Kind", nameof(NoteKind.Caucus)),
            ("Form.Party", party),
            ("Form.Words", CaucusWords)
        );
        Assert.Contains(
            CaucusWords,
            (await scene.Clerk.Browser.GetAsync($"{scene.Address}/notes")).Main,
            StringComparison.Ordinal
        );
        await scene.StepAsync("report", ("Form.Duty", nameof(ReportDuty.None)), ("Form.Words", OfficeWords));
        return (scene.First[3..], scene.Second[3..]);
    }

    private static async Task<Guid> PlantDraftAsync(TestHost host, Office office)
    {
        await host.Services.GetRequiredService<Subscriptions>().AskAsync(null, null, Subscriber, Tongue.Zh);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var (done, id) = await host
            .Services.GetRequiredService<PublicationBook>()
            .BeginAsync(
                new StaffScope(clerk.Id, clerk.Unit, [clerk.Unit], [clerk.Unit], [.. clerk.Roles]),
                PublicationKind.Notice,
                null,
                null,
                new WritePublication("草稿", Draft, null)
            );
        Assert.IsType<Acted.Written>(done);
        return id;
    }
}
