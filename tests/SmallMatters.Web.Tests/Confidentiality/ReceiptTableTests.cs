using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Publishing;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Sharing;
using SmallMatters.Storage.Transfers;
using SmallMatters.Storage.Visits;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Following;
using SmallMatters.Web.MinorCases;
using SmallMatters.Web.Tests.Disputes;
using SmallMatters.Web.Tests.MinorCases;
using SmallMatters.Web.Tests.Partners;
using SmallMatters.Web.Tests.Publishing;
using SmallMatters.Web.Tests.Quality;
using SmallMatters.Web.Tests.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>
/// One line for each place in the product that writes a receipt of access: what somebody does, and the line that the resident
/// reads afterwards by their link. A purpose, or a place that writes, without a line here fails, and so does a line whose place
/// writes nothing any more.
/// </summary>
public partial class ReceiptTableTests
{
    private const string Hotline = "city-12345";
    private const string Name = "孙巧云";
    private static readonly Doer By = new(null, "test");

    // Before it the resident reads no such line of today, after it they do.
    private sealed record Opening(string Link, Func<Task> Opens)
    {
        public TimeSpan Later { get; init; }
    }

    private sealed record Line(AccessPurpose Purpose, string Writer, string Unit, Func<Scene, Task<Opening>> Prepare);

    private static readonly Line[] Lines =
    [
        new(
            AccessPurpose.Handling,
            $"{nameof(MatterReader)}.{nameof(MatterReader.ForStaffAsync)}#1",
            Neighbourhood.WillowDesk,
            s => s.ByAsync(Neighbourhood.WillowDesk, StaffRole.Handler)
        ),
        new(
            AccessPurpose.Overseeing,
            $"{nameof(MatterReader)}.{nameof(MatterReader.ForStaffAsync)}#1",
            Neighbourhood.Street,
            s => s.ByAsync(Neighbourhood.Street, StaffRole.Supervisor)
        ),
        new(
            AccessPurpose.Reviewing,
            $"{nameof(MatterReader)}.{nameof(MatterReader.ForStaffAsync)}#1",
            Neighbourhood.Review,
            async s =>
            {
                var raised = await s.RaiseAsync();
                await s.Office.DissatisfyAsync(raised, await s.Office.HireAsync(Neighbourhood.WillowDesk));
                return await s.ByAsync(Neighbourhood.Review, StaffRole.Reviewer, raised);
            }
        ),
        new(
            AccessPurpose.AnsweringHandOver,
            $"{nameof(MatterReader)}.{nameof(MatterReader.ForStaffAsync)}#1",
            Neighbourhood.BellDesk,
            async s =>
            {
                var raised = await s.RaiseAsync();
                var owner = (await s.Office.HireAsync(Neighbourhood.WillowDesk)).Actor;
                await s.Office.DoAsync(
                    raised,
                    owner,
                    (m, j, now) =>
                        ProposeHandOverRule.Decide(
                            m,
                            new ProposeHandOver(Neighbourhood.BellDesk, "place", "在贵社区"),
                            owner,
                            j,
                            now
                        )
                );
                return await s.ByAsync(Neighbourhood.BellDesk, StaffRole.Handler, raised);
            }
        ),
        new(
            AccessPurpose.Part,
            $"{nameof(PartReader)}.{nameof(PartReader.ForStaffAsync)}#1",
            Neighbourhood.Station,
            async s =>
            {
                var raised = await s.RaiseAsync();
                var owner = (await s.Office.HireAsync(Neighbourhood.WillowDesk)).Actor;
                var given = await s.Office.DoAsync(
                    raised,
                    owner,
                    (m, j, now) =>
                        GivePartRule.Decide(m, new GivePart(Neighbourhood.Station, "到场劝阻", "今晚去"), owner, j, now)
                );
                var helper = await s.Office.HireAsync(Neighbourhood.Station);
                return new(raised.Link, () => helper.OpenAsync(raised, $"parts/{given.File.Parts[0].Id:N}"));
            }
        ),
        new(
            AccessPurpose.Part,
            $"{nameof(PartnerReader)}.OpenAsync#1",
            PartnerScene.Company,
            async s =>
            {
                var scene = await PartnerScene.MakeAsync(s.Host, PartField.Description);
                var program = await scene.ProgramAsync();
                var part = (await scene.PartAsync()).Id;
                return new(scene.Raised.Link, () => program.GetStringAsync($"/api/partner/v1/parts/{part}"));
            }
        ),
        new(
            AccessPurpose.OpeningIdentity,
            $"{nameof(SealedIdentities)}.{nameof(SealedIdentities.ShowAsync)}#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var raised = await s.RaiseAsync(r => r with { SealIdentity = true });
                var clerk = await s.Office.HireAsync(Neighbourhood.WillowDesk);
                var officer = (await s.Office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer)).Actor;
                var identities = s.Host.Services.GetRequiredService<SealedIdentities>();
                await identities.AskAsync(raised.Id, new AskOpening(raised.Raiser, OpeningReason.Law, "来函"), clerk.Actor);
                var id = (await s.Office.NowAsync(raised)).File.Openings[0].Id;
                await identities.DecideAsync(raised.Id, id, OpeningState.Approved, "可以", officer);
                var page = await clerk.Browser.GetAsync(
                    $"/staff/matters/{raised.Reference.Value}/identity?person={raised.Raiser.Value:N}"
                );
                return new(
                    raised.Link,
                    async () => Assert.Contains(Name, (await clerk.Browser.SubmitAsync(page, [])).Main, StringComparison.Ordinal)
                );
            }
        ),
        new(
            AccessPurpose.SharedBySlip,
            $"{nameof(SharedMatters)}.{nameof(SharedMatters.ReadAsync)}#1",
            Neighbourhood.BellDesk,
            async s =>
            {
                var raised = await s.RaiseAsync();
                var leader = await s.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
                var (slip, key) = await Planted.SlipAsync(s.Host, s.Office, leader, "Name");
                var program = s.Host.NewClient();
                program.DefaultRequestHeaders.Add("X-Api-Key", key);
                return new(
                    raised.Link,
                    async () =>
                        Assert.Contains(Name, await program.GetStringAsync($"/api/v1/shared/{slip}"), StringComparison.Ordinal)
                );
            }
        ),
        new(
            AccessPurpose.TransferredBack,
            $"{nameof(TransfersOut)}.OpenAsync#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var (id, link) = await s.TransferredAsync();
                var into = await s.Office.NowAsync(await s.RaiseAsync());
                await s.DecideAsync(id, (m, by, _, now) => MergeRule.Decide(m, new Merge(into), by, now));
                return new(link, s.SendBackAsync);
            }
        ),
        new(
            AccessPurpose.TransferredBack,
            $"{nameof(TransfersOut)}.OpenAsync#2",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var (id, link) = await s.TransferredAsync();
                await s.CloseAsync(id);
                return new(link, s.SendBackAsync);
            }
        ),
        new(
            AccessPurpose.TransferredBack,
            $"{nameof(TransfersOut)}.OpenAsync#3",
            Neighbourhood.WillowDesk,
            async s => new((await s.TransferredAsync()).Link, s.SendBackAsync)
        ),
        new(
            AccessPurpose.TransferredBack,
            $"{nameof(TransfersOut)}.{nameof(TransfersOut.AgainAsync)}#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var (id, link) = await s.TransferredAsync();
                await s.CloseAsync(id);
                var sequence = await s.SendBackAsync();
                return new(
                    link,
                    async () => Assert.Null((await s.Desk.AgainAsync(Hotline, sequence, Neighbourhood.WillowDesk, By)).Why)
                )
                {
                    Later = TimeSpan.FromDays(1),
                };
            }
        ),
        new(
            AccessPurpose.CheckingPublication,
            $"{nameof(PublicationBook)}.WarnedAsync#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var raised = await s.RaiseAsync();
                var writer = await s.Office.HireAsync(Neighbourhood.WillowDesk);
                var second = await s.Office.HireAsync(Neighbourhood.WillowDesk);
                return new(
                    raised.Link,
                    async () =>
                    {
                        var draft = await PublicationPagesTests.DraftAsync(
                            writer,
                            "楼下的灯修好了。",
                            about: $"{raised.Reference.Value}"
                        );
                        await PublicationPagesTests.ReleaseAsync(writer, second, draft);
                    }
                );
            }
        ),
        new(
            AccessPurpose.Learning,
            $"{nameof(LessonBook)}.ReadAsync#1",
            Neighbourhood.Review,
            async s =>
            {
                var raised = await PlantedLesson.JudgedAsync(s.Office, await s.Office.HireAsync(Neighbourhood.WillowDesk));
                await PlantedLesson.AgreeAsync(s.Host, raised.Link);
                var reviewer = await s.Office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
                return new(raised.Link, () => PlantedLesson.WrittenAsync(reviewer));
            }
        ),
        new(
            AccessPurpose.Mediating,
            $"{nameof(DisputeReader)}.{nameof(DisputeReader.OfMatterAsync)}#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var raised = await s.RaiseAsync();
                return new(raised.Link, () => DisputeScene.MakeAsync(s.Host, raised));
            }
        ),
        new(
            AccessPurpose.Mediating,
            $"{nameof(SentDisputes)}.{nameof(SentDisputes.ReadAsync)}#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var raised = await s.RaiseAsync();
                var scene = await DisputeScene.MakeAsync(s.Host, raised);
                await scene.HandOverAsync(Neighbourhood.Station, "移字1号");
                return new(
                    raised.Link,
                    async () =>
                    {
                        var sender = await s.Office.HireAsync(Neighbourhood.WillowDesk);
                        await sender.Browser.GetAsync($"/staff/disputes/sent/{raised.Reference.Value}");
                    }
                )
                {
                    Later = TimeSpan.FromDays(1),
                };
            }
        ),
        new(
            AccessPurpose.Calling,
            $"{nameof(CallDesk)}.{nameof(CallDesk.OpenAsync)}#1",
            Neighbourhood.Review,
            async s =>
            {
                var raised = await s.RaiseAsync();
                return new(
                    raised.Link,
                    async () =>
                    {
                        var call = await CallScene.PlantAsync(s.Host, raised);
                        var caller = await s.Office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
                        Assert.Equal(
                            HttpStatusCode.OK,
                            (await caller.Browser.GetAsync($"/staff/satisfaction-calls/{call}")).Status
                        );
                    }
                );
            }
        ),
        new(
            AccessPurpose.CheckingQuality,
            $"{nameof(QualityDesk)}.{nameof(QualityDesk.OpenAsync)}#1",
            Neighbourhood.Review,
            async s =>
            {
                var raised = await s.RaiseAsync();
                return new(
                    raised.Link,
                    async () =>
                    {
                        var check = await QualityScene.PlantAsync(s.Host, s.Office, raised);
                        var reader = await s.Office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
                        Assert.Equal(HttpStatusCode.OK, (await reader.Browser.GetAsync($"/staff/quality/checks/{check}")).Status);
                    }
                );
            }
        ),
        new(
            AccessPurpose.LookingAfterOverdue,
            $"{nameof(MatterReader)}.{nameof(MatterReader.ForStaffAsync)}#1",
            Neighbourhood.Street,
            async s =>
            {
                var raised = await s.RaiseAsync();
                return new(
                    raised.Link,
                    async () =>
                    {
                        for (var daysAgo = 36; daysAgo >= 0; daysAgo -= 4)
                        {
                            await s.SweepAsync(daysAgo);
                        }
                        await (await s.ByAsync(Neighbourhood.Street, StaffRole.Handler, raised)).Opens();
                    }
                )
                {
                    Later = TimeSpan.FromDays(40),
                };
            }
        ),
        new(
            AccessPurpose.Serving,
            $"{nameof(NeedsBook)}.{nameof(NeedsBook.OnTheDayAsync)}#1",
            Neighbourhood.WillowDesk,
            async s =>
            {
                var raised = await s.RaiseAsync();
                var clerk = await s.Office.HireAsync(Neighbourhood.WillowDesk);
                await using var db = s.Host.OpenDb();
                var view = await s.Host.Services.GetRequiredService<MatterReader>().ByLinkAsync(db, raised.Link);
                await s
                    .Host.Services.GetRequiredService<NeedsBook>()
                    .DeclareAsync(view!, new DeclareNeeds(true, null, null, null, false, 6));
                var (_, visit) = await s
                    .Host.Services.GetRequiredService<VisitBook>()
                    .PlanAsync(raised.Id, clerk.Actor, today => VisitRule.Plan(VisitSource.Matter, "", today, 9, 11, today));
                return new(raised.Link, () => clerk.Browser.GetAsync($"/staff/visits/{visit:N}"));
            }
        ),
    ];

    [Fact]
    public void Every_purpose_and_every_place_that_writes_a_receipt_has_a_line()
    {
        Assert.Equal(Enum.GetValues<AccessPurpose>(), Lines.Select(l => l.Purpose).Distinct().Order());
        var written = CallSites
            .Of(
                [
                    .. CallSites.Named(typeof(AccessReceipts), nameof(AccessReceipts.OpenAsync)),
                    .. CallSites.Named(typeof(AccessReceipts), nameof(AccessReceipts.WriteAsync)),
                ],
                typeof(Db).Assembly,
                typeof(AccessModel).Assembly
            )
            .Where(site => !site.StartsWith($"{nameof(AccessReceipts)}.", StringComparison.Ordinal));
        Assert.Equal(Lines.Select(l => l.Writer).Distinct().Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_receipt_is_made_nowhere_else()
    {
        // A row that is made past the writer would be one that no line above speaks of.
        var rows = CallSites.Of(
            [.. CallSites.Named(typeof(AccessReceiptRow), "set_Unit"), .. CallSites.Named(typeof(CaseAccessRow), "set_Unit")],
            typeof(Db).Assembly,
            typeof(AccessModel).Assembly
        );
        Assert.Equal([$"{nameof(AccessReceipts)}.WriteAsync#1", $"{nameof(CaseReader)}.ReceiptAsync#1"], rows.Order());
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_opens_a_residents_data_is_read_by_them_as_unit_purpose_and_basis(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await Scene.MakeAsync(host);
        var missing = new List<string>();
        foreach (var line in Lines)
        {
            var opening = await line.Prepare(scene);
            host.Clock.Advance(opening.Later);
            if (await IsToldAsync(host, opening.Link, line))
            {
                missing.Add($"{line.Writer} for {line.Purpose}: told before anything was opened");
            }
            await opening.Opens();
            if (!await IsToldAsync(host, opening.Link, line))
            {
                missing.Add($"{line.Writer} for {line.Purpose}: the resident reads nothing of it");
            }
        }
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    private static async Task<bool> IsToldAsync(TestHost host, string link, Line line)
    {
        var page = await host.NewBrowser().GetAsync($"/m/{link}/access");
        Assert.Contains("依据：履行法定职责所必需（个人信息保护法第十三条第一款第三项）", page.Main, StringComparison.Ordinal);
        var j = await host.JurisdictionAsync();
        var today = j.Calendar.DayOf(host.Clock.GetUtcNow());
        string[] said =
        [
            $"为了：{line.Purpose.Said().Zh}",
            $"{today.Year}年{today.Month}月{today.Day}日",
            $"可以看到：{line.Purpose.Until().Zh}",
        ];
        return page
            .Document.QuerySelectorAll("main .app-task")
            .Where(t => t.QuerySelector("h3")!.TextContent.Trim() == j.NameOf(line.Unit).Zh)
            .Any(t => said.All(words => t.TextContent.Contains(words, StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task A_victim_reads_each_purpose_for_which_the_station_opened_their_case(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var mine = await scene.AsVictimAsync();
        async Task<HashSet<CasePurpose>> ToldAsync()
        {
            var page = await scene.Victim.GetAsync(mine.Path);
            return
            [
                .. Enum.GetValues<CasePurpose>()
                    .Where(p => page.Main.Contains($"柳园派出所：{p.Said().Zh}", StringComparison.Ordinal)),
            ];
        }
        await scene.Officer.Browser.GetAsync(scene.Address);
        Assert.Equal([CasePurpose.Handling, CasePurpose.Overseeing], (await ToldAsync()).Order());
        foreach (var step in (string[])["statements", "approval"])
        {
            await scene.StepAsync(step);
        }
        await scene.DoneAsync("decide", ("Form.Outcome", nameof(CaseOutcome.NoPenalty)), ("Form.Document", "不罚决字1号"));
        await scene.StepAsync("served");
        await scene.StepAsync("served-victim");
        await scene.ToldAsync();
        await scene.DoneAsync("close");
        await scene.Officer.Browser.GetAsync(scene.Address);
        Assert.Contains(CasePurpose.Serving, await ToldAsync());
        await scene.DoneAsync("unseal", ("Form.Ground", nameof(SealGround.StateOrganForACase)), ("Form.Document", "函1号"));
        await scene.Head.Browser.GetAsync(scene.Address);
        Assert.Equal(Enum.GetValues<CasePurpose>().Order(), (await ToldAsync()).Order());
    }
}
