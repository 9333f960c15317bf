using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Partners;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Tests.Accounts;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Partners;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>
/// Every personal field of a matter holds a word that stands nowhere else, and every page and endpoint that exists is asked
/// for by everybody who may come: who may read which word is in one table, and nobody reads another.
/// </summary>
public partial class MarkerTests
{
    internal const string Name = "标记姓名甲";
    internal const string Phone = "13900002222";
    internal const string Words = "标记原文甲";
    private const string Door = "标记门牌甲";
    private const string Answer = "标记回答甲";
    private const string Added = "标记补充甲";
    private const string Note = "标记备注甲";
    private const string Threat = "标记威胁甲";
    private const string Asked = "标记任务甲";
    private const string Route = "标记途径甲";
    private const string JoinedMail = "biaoji@example.org";
    private const string JoinedWords = "标记加入乙";
    private const string Draft = "标记草稿丙";
    private const string Subscriber = "biaoji-ding@example.org";
    private const string PremisesContact = "标记联络壬";

    private const string SealedName = "标记封存名丙";
    private const string SealedPhone = "13900003333";
    private const string SealedWords = "标记封存原文丙";
    private const string OpeningWords = "标记启封理由丙";

    private const string About = "标记争议戊";
    private const string PartyName = "标记当事戊";
    private const string PartyPhone = "13900004444";
    private const string PartyWords = "标记私话戊";
    private const string SafetyWords = "标记安全戊";
    private const string NeighbourName = "标记对方己";
    private const string NeighbourPhone = "13900005555";
    private const string NeighbourWords = "标记私话己";
    private const string OfficeWords = "标记内部己";

    /// <summary>Its author has read it; of all who are asked here nobody does, the unit's supervisor included.</summary>
    private const string CaucusWords = "标记背靠背己";

    private const string CaseName = "标记报案辛";
    private const string CasePhone = "13900007777";
    private const string CaseWords = "标记案情辛";
    private const string CaseDocument = "标记文书辛";

    /// <summary>What stands behind the case wall: its station reads it, and the victim what is theirs.</summary>
    private static readonly string[] OfCase = [CaseName, CasePhone, CaseWords, CaseDocument];

    private static readonly string[] OfDispute =
    [
        About,
        PartyName,
        PartyPhone,
        PartyWords,
        SafetyWords,
        NeighbourName,
        NeighbourPhone,
        NeighbourWords,
        OfficeWords,
    ];

    private static readonly string[] Sealed = [SealedName, SealedPhone, SealedWords, OpeningWords];

    /// <summary>What whoever makes a satisfaction call reads of the matter, beside what was answered, and only on the call's own page.</summary>
    // Whoever is neutral reads what a call needs, and of an answer that was drawn what the resident wrote and not who they are.
    private static readonly string[] Neutral = [Name, Phone, Words];

    private static string[] NeutralAt(string address) =>
        address.StartsWith("/staff/satisfaction-calls/", StringComparison.Ordinal) ? [Name, Phone]
        : address.StartsWith("/staff/quality/checks/", StringComparison.Ordinal) ? [Words]
        : [];

    private static readonly string[] All =
    [
        Name,
        Phone,
        Words,
        Door,
        Answer,
        Added,
        Note,
        Threat,
        Asked,
        JoinedMail,
        JoinedWords,
        Draft,
        Subscriber,
        Route,
        PremisesContact,
    ];

    [Theory, OnBothDatabases]
    public async Task Nobody_reads_a_personal_word_that_is_not_for_them_on_any_page_or_endpoint(DatabaseKind kind)
    {
        using var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, log: log);
        var office = new Office(host);
        await PartnerScene.AddPartnerAsync(host);
        await ListenAsync(host);
        var planted = await Planted.QuietAsync(host, office);
        var (raised, joinedLink, part, partnerLink, photo) = await PlantAsync(host, office);
        var partnersProgram = host.NewClient();
        partnersProgram.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await host
                .Services.GetRequiredService<PartnerKeys>()
                .IssueAsync(PartnerScene.Company, new Doer(null, "test"), TestContext.Current.CancellationToken)
        );
        var draft = await PlantDraftAsync(host, office);
        var hidden = await PlantSealedAsync(host, office);
        var called = await office.HireAsync(Neighbourhood.BellDesk);
        var convening = await PlantConveningAsync(host, office, raised);
        var (firstRoom, secondRoom) = await PlantDisputeAsync(host, raised);
        await planted.RestAsync(host, office, raised, photo);
        await planted.PremisesAsync(host, PremisesContact);
        var (caseLink, receipt) = await planted.CaseAsync(host, CaseName, CasePhone, CaseWords, CaseDocument);
        var written = await WriteAllAsync(host, office);
        var slipsProgram = host.NewClient();
        slipsProgram.DefaultRequestHeaders.Add("X-Api-Key", planted.SlipKey);
        var stranger = await Residents.LinkAsync(host);
        string[] resident = [Name, Phone, Words, Door, Answer, Added, Route];

        var people = new List<(string Who, HttpClient Browser, string? Link, bool IsProgram, string[] May)>
        {
            ("anybody", host.NewClient(), null, false, []),
            ("a stranger's link", host.NewClient(), stranger, false, []),
            ("the raiser's link", host.NewClient(), raised.Link, false, resident),
            ("the joined resident's link", host.NewClient(), joinedLink, false, [JoinedMail, JoinedWords]),
            ("the sealed raiser's link", host.NewClient(), hidden.Link, false, Sealed),
            ("a party's link", host.NewClient(), firstRoom, false, [About, PartyName, PartyPhone, PartyWords, SafetyWords]),
            (
                "the other party's link",
                host.NewClient(),
                secondRoom,
                false,
                [About, NeighbourName, NeighbourPhone, NeighbourWords]
            ),
            ("a program with a key", host.NewClient(), null, true, []),
            ("a partner's link", host.NewClient(), partnerLink, false, [Words, Asked]),
            ("a partner's program", partnersProgram, null, false, [Words, Asked]),
            ("a party of another dispute", host.NewClient(), planted.MeetingRoom, false, []),
            ("a program with a slip", slipsProgram, null, false, [Words]),
            ("a victim's link", host.NewClient(), caseLink, false, [CaseName, CasePhone, CaseWords]),
        };
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var deals = role is StaffRole.Handler or StaffRole.Supervisor or StaffRole.Reviewer;
            foreach (var (unit, here) in new[] { (Neighbourhood.WillowDesk, true), (Neighbourhood.BellDesk, false) })
            {
                var browser = await Endpoints.SignedInAsync(host, await StaffMade.MakeAsync(host, role, unit));
                var publishes = role is StaffRole.Handler or StaffRole.Supervisor;
                // Whoever deals with it reads what a sealed resident wrote and never who it is; who decides on opening reads why.
                string[] may =
                    deals && here ? [.. All.Except([Subscriber]).Where(m => m != Draft || publishes), SealedWords, OpeningWords]
                    : role == StaffRole.DataProtectionOfficer ? [OpeningWords]
                    : [];
                may = here && publishes ? [.. may, .. OfDispute] : may;
                may = here && role == StaffRole.Supervisor ? [.. may, Planted.Volunteer] : may;
                people.Add(($"{role} of {unit}", browser, null, false, may));
            }
        }

        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var browser = await Endpoints.SignedInAsync(host, await StaffMade.MakeAsync(host, role, Neighbourhood.Station));
            string[] may = role is StaffRole.Handler or StaffRole.Supervisor ? OfCase : [];
            people.Add(
                (
                    $"{role} of {Neighbourhood.Station}",
                    browser,
                    null,
                    false,
                    role == StaffRole.DataProtectionOfficer ? [OpeningWords] : may
                )
            );
        }

        var above = await StaffMade.MakeAsync(host, StaffRole.Supervisor, Neighbourhood.Street);
        people.Add(
            (
                $"{StaffRole.Supervisor} of {Neighbourhood.Street}",
                await Endpoints.SignedInAsync(host, above),
                null,
                false,
                [.. All.Except([Subscriber]), SealedWords, OpeningWords, .. OfDispute]
            )
        );
        var reviewer = await StaffMade.MakeAsync(host, StaffRole.Reviewer, Neighbourhood.Review);
        people.Add(
            (
                $"{StaffRole.Reviewer} of {Neighbourhood.Review}",
                await Endpoints.SignedInAsync(host, reviewer),
                null,
                false,
                Neutral
            )
        );

        var wrong = new List<string>();
        var seen = new HashSet<string>();
        var read = people.ToDictionary(p => p.Who, _ => new HashSet<string>());
        var asked = 0;
        var opened = new HashSet<string>();
        foreach (var (who, browser, link, isProgram, may) in people)
        {
            var addresses = await AddressesAsync(host, planted, raised, draft, part, convening, link);
            addresses.AddRange(await AddressesAsync(host, planted, hidden, draft, part, convening, link));
            addresses.Add(("staff/cases/{reference}/receipt", receipt));
            addresses.AddRange(AddressesOf(written.Lives).Select(a => ("", a)));
            foreach (var (address, routes) in addresses.GroupBy(a => a.Address, a => a.Route).Select(g => (g.Key, g)))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (isProgram)
                {
                    request.Headers.Add("X-Api-Key", ApiClients.DemoKey);
                }
                asked++;
                var (text, isOpen) = await TextAsync(browser, request);
                if (isOpen)
                {
                    opened.UnionWith(routes);
                }
                seen.UnionWith(written.Words.Keys.Where(w => text.Contains(w, StringComparison.Ordinal)));
                wrong.AddRange(written.WrongFor(who, text, address).Select(w => $"{who} reads {w} at {address}"));
                foreach (
                    var marker in All.Concat(Sealed)
                        .Concat(OfDispute)
                        .Concat(OfCase)
                        .Append(CaucusWords)
                        .Append(Planted.Volunteer)
                        .Append(Planted.Proposer)
                        .Append(Planted.Supporter)
                        .Where(m => text.Contains(m, StringComparison.Ordinal))
                )
                {
                    read[who].Add(marker);
                    if (!may.Contains(marker) || (may == Neutral && !NeutralAt(address).Contains(marker)))
                    {
                        wrong.Add($"{who} reads {marker} at {address}");
                    }
                }
            }
        }
        foreach (var (who, browser, link) in Those(host, written.Lives))
        {
            foreach (var address in OwnAddresses(who, link!))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                var (text, _) = await TextAsync(browser, request);
                seen.UnionWith(written.Words.Keys.Where(w => text.Contains(w, StringComparison.Ordinal)));
                wrong.AddRange(written.WrongFor(who, text, address).Select(w => $"{who} reads {w} at {address}"));
            }
        }
        wrong.AddRange(await WrongInAnswersAsync(host, office, planted, raised, written));
        wrong.AddRange(await WrongOnTheWayAsync(host, log, written));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(60)));
        // A word that nobody reads was looked for in vain.
        var unread = written.Words.Keys.Except(seen).ToHashSet();
        Assert.True(unread.SetEquals(ReadByNobody.Keys), $"nobody read {string.Join(' ', unread.Order())}");
        Assert.True(asked > 1000, $"{asked} addresses were asked for");
        Assert.True(read["a party's link"].SetEquals([About, PartyName, PartyPhone, PartyWords, SafetyWords]));
        Assert.True(read["the other party's link"].SetEquals([About, NeighbourName, NeighbourPhone, NeighbourWords]));
        Assert.Empty(OfDispute.Except(read[$"{StaffRole.Handler} of {Neighbourhood.WillowDesk}"]));
        Assert.Empty(OfCase.Except(read[$"{StaffRole.Handler} of {Neighbourhood.Station}"]));
        Assert.True(read["a victim's link"].SetEquals([CaseName, CasePhone, CaseWords]));
        // A page that is missed by everybody was searched for nothing: behind each key in an address stands something real.
        var missed = (await RoutesAsync(host)).Except(opened).ToHashSet();
        Assert.True(
            missed.IsSubsetOf(MissedRightly.Keys),
            $"nobody opened {string.Join(' ', missed.Except(MissedRightly.Keys))}"
        );
        Assert.True(missed.IsSupersetOf(MissedRightly.Keys), "a route of the exceptions was opened");
        Assert.Empty(Sealed.Except(read["the sealed raiser's link"]));
        // A unit that is called together reads what it was called for and nothing that a resident wrote.
        Assert.Equal(HttpStatusCode.OK, (await called.Browser.GetAsync($"/staff/convenings/{convening:N}")).Status);
        Assert.Contains(SealedWords, read[$"{StaffRole.Handler} of {Neighbourhood.WillowDesk}"]);
        Assert.Empty(resident.Except(read["the raiser's link"]));
        Assert.True(read[$"{StaffRole.Reviewer} of {Neighbourhood.Review}"].SetEquals(Neutral));
        Assert.True(read["a partner's link"].SetEquals([Words, Asked]));
        Assert.True(read["a partner's program"].SetEquals([Words, Asked]));
        Assert.Empty(All.Except([Subscriber]).Except(read[$"{StaffRole.Handler} of {Neighbourhood.WillowDesk}"]));
    }

    // Routes that nobody opens here, and why that is right.
    private static readonly IReadOnlyDictionary<string, string> MissedRightly = new Dictionary<string, string>
    {
        ["sign-in/code"] = "only between a password and the code that follows it",
        ["/open311/{**rest}"] = "says in the standard's own words that there is nothing",
        ["/api/{**rest}"] = "says in the interface's own words that there is nothing",
    };

    // What a developer's machine shows of sent messages does not exist anywhere else.
    private static async Task<IEnumerable<RouteEndpoint>> AskedForAsync(TestHost host) =>
        (await Endpoints.AllAsync(host))
            .Where(e => e.Metadata.GetRequiredMetadata<IAuthorizeData>().Policy != Policies.DevelopmentOnly)
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true);

    private static async Task<IEnumerable<string>> RoutesAsync(TestHost host) =>
        (await AskedForAsync(host)).Select(e => e.RoutePattern.RawText!).Distinct();

    private static async Task<List<(string Route, string Address)>> AddressesAsync(
        TestHost host,
        Planted planted,
        RaiseResult.Raised raised,
        Guid draft,
        Guid part,
        Guid convening,
        string? link
    ) =>
        [
            .. (await AskedForAsync(host)).Select(e =>
                (
                    e.RoutePattern.RawText!,
                    Endpoints.AddressOf(
                        e.RoutePattern,
                        name => planted.ValueOf(e, name) ?? Named(name, e, raised, draft, part, convening, link)
                    )
                )
            ),
            ("", "/staff?tab=unit"),
            // The page repeats what was searched for: a beginning of the words finds them and is none of them.
            ("", $"/staff/search?q={Uri.EscapeDataString(Words[..4])}"),
            ("", $"/staff/search?q={Phone[..^1]}"),
            ("", $"/follow?reference={raised.Reference.Value}"),
        ];

    private static string? Named(
        string name,
        RouteEndpoint page,
        RaiseResult.Raised raised,
        Guid draft,
        Guid part,
        Guid convening,
        string? link
    ) =>
        name switch
        {
            "id" when page.RoutePattern.RawText!.Contains("convenings", StringComparison.Ordinal) => $"{convening:N}",
            "step" => "answer",
            "paper" => "all",
            "format" => "docx",
            Policies.LinkRouteValue => link ?? new string('A', 43),
            "part" => $"{part:N}",
            "secret" => link is { Length: PartnerSecrets.LinkLength } ? link : new string('A', PartnerSecrets.LinkLength),
            "reference" or "id" => $"{raised.Reference.Value}",
            "area" or "code" => Neighbourhood.Willow,
            "publication" or "news" => $"{draft:N}",
            _ => null,
        };

    // A stream of events never ends: what it says at once is enough.
    private static async Task<(string Text, bool IsOpen)> TextAsync(HttpClient browser, HttpRequestMessage request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        // Neither missed nor sent away to sign in.
        var isOpen =
            answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized)
            && answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) != true;
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return ("", isOpen);
        }
        return (WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(patience.Token)), isOpen);
    }
}
