using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Disputes;

/// <summary>
/// The demonstration's disputes, each out of a matter of the police station: one in which both neighbours have agreed to mediation and
/// a session is set, one that waits for answers, one that a party did not want, and one that a mediator of the register led to an agreement.
/// </summary>
internal sealed class DemoDisputes(
    IDbContextFactory<Db> databases,
    MatterBook matters,
    MatterReader views,
    DisputeBook book,
    DisputeReader reader,
    JurisdictionSource jurisdictions
)
{
    private const string Unit = "station";
    private static readonly SafetyAnswers Safe = new(default, default, default, default, default);

    private static readonly (DisputeKind Kind, string Category, string About, string First, string Second)[] Stories =
    [
        (DisputeKind.Noise, "night-noise", "楼上夜里拖桌椅，楼下睡不好", "楼下周阿姨", "楼上小陈"),
        (DisputeKind.Parking, "vehicle-obstruct", "两家为门前一个车位争了两个月", "老孟", "刘师傅"),
        (DisputeKind.Neighbours, "night-noise", "麻将桌摆到楼道口，半夜吵架", "马奶奶", "小方"),
        (DisputeKind.Noise, "night-noise", "空调外机正对卧室窗户，夏天睡不着", "何老师", "楼下小吃店老板"),
    ];

    /// <summary>Makes them, if the unit has somebody who deals with matters.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var handler = await db
            .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Handler)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        if (handler is not { } account)
        {
            return;
        }
        var scope = new StaffScope(new StaffId(account), Unit, [Unit], [Unit], [StaffRole.Handler]);
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await RegisterAsync(db, scope.Id, jurisdiction.Calendar.DayOf(now), now, cancel);
        var areas = jurisdiction.Areas.Keys.Order(StringComparer.Ordinal).ToList();
        for (var number = 0; number < Stories.Length; number++)
        {
            var (id, reference, raiser) = matters.NewKeys();
            var raised = await matters.RaiseAsync(
                new Raise(
                    id,
                    reference,
                    raiser,
                    Kind.Complaint,
                    Origin.Resident,
                    Channel.Web,
                    Stories[number].Category,
                    areas[number % areas.Count],
                    $"{Stories[number].About}，说过几次都没用，想请人来调解。"
                ),
                new Actor.Person(raiser),
                cancel: cancel
            );
            if (
                raised is RaiseResult.Raised
                && (await views.ForStaffAsync(db, reference, scope, cancel)).Page is { Matter: var matter }
                && matter.File.Owner == Unit
            )
            {
                await TellAsync(db, scope, matter, number, now, cancel);
            }
        }
    }

    private async Task TellAsync(Db db, StaffScope scope, Matter matter, int number, DateTimeOffset now, CancellationToken cancel)
    {
        var (kind, _, about, first, second) = Stories[number];
        Check(await book.OpenAsync(matter, new OpenDispute(kind, about), scope, cancel));
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var rooms = new List<RoomView>();
        foreach (var name in new[] { first, second })
        {
            var id = new ParticipantId(Guid.CreateVersion7(now.AddMilliseconds(rooms.Count)));
            var raiser = rooms.Count == 0 ? matter.File.Raiser.Id : (ParticipantId?)null;
            var party = new NameParty(PartyKind.Person, name, null, Tongue.Zh, raiser);
            await DoAsync((d, by, _, _) => NamePartyRule.Decide(d, party, id, by));
            await DoAsync((d, by, _, _) => GiveRoomLinkRule.Decide(d, id, by));
            var link = await reader.LinkAsync(db, id, cancel);
            rooms.Add((await reader.RoomAsync(db, link!, jurisdiction, cancel))!);
        }
        await DoAsync(
            (d, by, j, at) =>
                ProposeVenueRule.Decide(
                    d,
                    new ProposeVenue("peoples", [], []),
                    Guid.CreateVersion7(at),
                    by,
                    VenueBook.BuiltIn,
                    j,
                    at
                )
        );
        if (number == 1)
        {
            return;
        }
        foreach (var room in rooms)
        {
            var safety = new AnswerSafety(room.Party, Safe, null, ConsentHow.ByLink);
            Check(
                await book.DecideAsync(
                    room,
                    (d, by, _, at) => AnswerSafetyRule.Decide(d, safety, Guid.CreateVersion7(at), by, at),
                    cancel
                )
            );
            var no = number == 2 && room == rooms[1];
            var answer = no ? ConsentAnswer.Refused : ConsentAnswer.Given;
            Check(
                await book.DecideAsync(
                    room,
                    (d, by, _, at) =>
                        AnswerConsentRule.Decide(
                            d,
                            new AnswerConsent(room.Party, ConsentStep.Mediation, d.File.Proposal!.Id, answer, ConsentHow.ByLink),
                            by,
                            at
                        ),
                    cancel
                )
            );
        }
        if (number == 2)
        {
            return;
        }
        Check(
            await book.DecideAsync(
                rooms[0],
                (d, by, _, _) => SayInRoomRule.Decide(d, rooms[0].Party, "我只想晚上十点以后安静，不想闹僵。", by),
                cancel
            )
        );
        await DoAsync(
            (d, by, j, at) =>
                StartMediationRule.Decide(d, new StartMediation(j.Calendar.DayOf(at), null), by, VenueBook.BuiltIn, j, at)
        );
        if (number == 3)
        {
            await AgreeAsync();
            return;
        }
        await DoAsync(
            (d, by, j, at) =>
                SessionRule.Set(
                    d,
                    new SetSession(j.Calendar.StartOfDay(j.Calendar.DayOf(at).AddDays(3)).AddHours(14.5), 90, "居委会调解室"),
                    Guid.CreateVersion7(at),
                    null,
                    by,
                    j.Calendar,
                    at
                )
        );

        // The mediator of the register leads it to an agreement by word of mouth; one of two things is done already.
        async Task AgreeAsync()
        {
            var register = (await MediatorBook.OfUnitAsync(db, Unit, cancel)).Select(l => l.Mediator).ToList();
            await DoAsync(
                (d, by, j, at) => InviteMediatorRule.Invite(d, scope.Id, register, Guid.CreateVersion7(at), by, j.Calendar, at)
            );
            await DoAsync((d, by, _, _) => InviteMediatorRule.Answer(d, MediatorAnswer.Accepts, null, by));
            var page = (await reader.OfMatterAsync(db, matter.File.Reference, scope, cancel))!;
            Check(
                await book.SealAsync(
                    page.Dispute.File.Id,
                    scope,
                    new CaucusNote(
                        NoteKind.Plan,
                        null,
                        "先单独谈：一方要安静，一方怕影响生意。办法：外机移位、加减振垫、十点后关。"
                    ),
                    page.Seen,
                    cancel
                )
            );
            await DoAsync(
                (d, by, j, at) =>
                {
                    var today = j.Calendar.DayOf(at);
                    return AgreementRule.Draft(
                        d,
                        [
                            new TermWritten(rooms[1].Party, "给空调外机加装减振垫", today.AddDays(3)),
                            new TermWritten(rooms[1].Party, "晚上十点到早上七点不开外机", today.AddDays(30)),
                        ],
                        by,
                        today,
                        at
                    );
                }
            );
            foreach (var room in rooms)
            {
                Check(
                    await book.DecideAsync(
                        room,
                        (d, by, _, at) =>
                            AgreementRule.CheckBack(
                                d,
                                new AnswerConsent(
                                    room.Party,
                                    ConsentStep.Agreement,
                                    d.Under!.Draft!.Id,
                                    ConsentAnswer.Given,
                                    ConsentHow.ByLink
                                ),
                                "三天内装垫子，夜里十点以后不开外机。",
                                by,
                                at
                            ),
                        cancel
                    )
                );
            }
            await DoAsync((d, by, j, at) => AgreementRule.TakeEffect(d, AgreementForm.Oral, [], by, VenueBook.BuiltIn, j, at));
            await DoAsync(
                (d, by, j, at) =>
                    AgreementRule.Perform(
                        d,
                        ((Dispute.Agreed)d).Agreement.Terms[0].Id,
                        "上门看过，减振垫已经装好。",
                        by,
                        j.Calendar.DayOf(at),
                        at
                    )
            );
        }

        async Task DoAsync(Func<Dispute, Actor.Staff, Jurisdiction, DateTimeOffset, DisputeDecision> decide)
        {
            var page = (await reader.OfMatterAsync(db, matter.File.Reference, scope, cancel))!;
            Check(await book.DecideAsync(page.Dispute.File.Id, scope, decide, page.Seen, cancel));
        }
    }

    private static async Task RegisterAsync(Db db, StaffId mediator, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var leader = await db
            .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        if (leader is not { } account)
        {
            throw new InvalidOperationException("the demonstration's station has nobody who keeps its register of mediators");
        }
        var why = await MediatorBook.RegisterAsync(
            db,
            new StaffScope(new StaffId(account), Unit, [Unit], [Unit], [StaffRole.Supervisor]),
            new RegisterMediator(
                mediator,
                "青禾街道人民调解委员会",
                "青调聘〔2026〕6号",
                today.AddDays(-200),
                today.AddDays(500),
                [],
                today.AddDays(-60),
                [MediatorLanguage.Mandarin, MediatorLanguage.Dialect],
                []
            ),
            today,
            now,
            cancel
        );
        if (why is not null)
        {
            throw new InvalidOperationException($"the demonstration's mediator was refused: {why.Code}");
        }
    }

    private static void Check(Acted done)
    {
        if (done is not Acted.Written)
        {
            throw new InvalidOperationException($"a step of the demonstration's disputes was refused: {done}");
        }
    }
}
