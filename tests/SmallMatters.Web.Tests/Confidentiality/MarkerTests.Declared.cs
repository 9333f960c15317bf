using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Publishing;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Tests.Accounts;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Partners;
using SmallMatters.Web.Tests.Photos;
using SmallMatters.Web.Tests.Raising;
using SmallMatters.Web.Tests.Webhooks;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>Every field that the register declares holds a word, and who reads it follows from its declaration.</summary>
public partial class MarkerTests
{
    /// <summary>Declared fields that hold no word here, and why.</summary>
    private static readonly IReadOnlyDictionary<string, string> NoWord = new Dictionary<string, string>
    {
        ["Add.Photos"] = "a field of the command; what is kept of it is InformationAdded.Photos",
        ["users.email"] = "the framework's column, into which the product writes nothing",
        ["users.normalized_email"] = "the framework's column, into which the product writes nothing",
        ["users.phone_number"] = "the framework's column, into which the product writes nothing",
    };

    /// <summary>Words that stand in columns, or are too regular to begin with the sign.</summary>
    private static readonly (string Word, PersonalItem Item)[] InColumns =
    [
        ("13900009999", PersonalItem.Phone),
        ("anji@example.org", PersonalItem.Email),
        ("anji2@example.org", PersonalItem.Email),
        ("anji3@example.org", PersonalItem.SealedIdentity),
        ("31415926", PersonalItem.Words),
        (PlantedLives.Of("dispute_person.name"), PersonalItem.PartyWords),
        ("13900008881", PersonalItem.PartyWords),
        ("13900008882", PersonalItem.PartyWords),
        (PlantedLives.Of("case_person.name"), PersonalItem.CaseIdentity),
        ("13900008883", PersonalItem.CaseIdentity),
        (PlantedLives.Of("users.display_name"), PersonalItem.StaffAccount),
        (PlantedLives.SpokenBest, PersonalItem.Needs),
    ];

    /// <summary>Words that nobody reads on any page, and why.</summary>
    private static readonly IReadOnlyDictionary<string, string> ReadByNobody = new Dictionary<string, string>
    {
        [PlantedLives.Of("MediationClockPaused.Words")] = "stands beside a clock while it is paused; the agreement has ended it",
        [PlantedLives.Of("MediatorAnswered.Words")] = "stands beside an invitation that waits; this mediation has ended",
        [PlantedLives.Of("VenueExcluded.Words")] = "stands beside the venue while one is proposed; this mediation has ended",
        [PlantedLives.Of("Verdict.Words")] = "stands on the review while it is decided on; it was, and the matter was reopened",
    };

    private sealed record Written(PlantedLives Lives, IReadOnlyDictionary<string, PersonalItem[]> Words)
    {
        public IEnumerable<string> WrongFor(string who, string text, string address = "") =>
            Words
                .Where(w => text.Contains(w.Key, StringComparison.Ordinal) && !w.Value.Any(i => MayRead(who, i)))
                // A developer's machine offers its made-up staff where one signs in; nothing else does.
                .Where(w =>
                    !address.StartsWith("/sign-in", StringComparison.Ordinal) || !w.Value.Contains(PersonalItem.StaffAccount)
                )
                .Select(w => w.Key);
    }

    // Before anything is written: what happens later is told to a partner's system as well.
    private static async Task ListenAsync(TestHost host)
    {
        await Assessed.PermitAsync(host, new OutwardFlow(OutwardFlowKind.PartnerSubscription, PartnerScene.Company));
        // Set a second time, so that the log has something from before.
        foreach (var address in (string[])["https://example.org/first", "https://example.org/in"])
        {
            await host
                .Services.GetRequiredService<WebhookBook>()
                .SubscribeAsync(PartnerScene.Company, new Uri(address), new Doer(null, "test"));
        }
    }

    // Everything that is declared holds something; which words of the lives stand in which fields is read back from the store.
    private static async Task<Written> WriteAllAsync(TestHost host, Office office)
    {
        var lives = await PlantedLives.MakeAsync(host, office);
        var drafted = new Journey(host.NewBrowser());
        await drafted.SendPhotosAsync(
            await drafted.ToAsync("/raise/photos", words: "还没有提交的话"),
            new ChosenFile("files", "a.jpg", "image/jpeg", MadePhotos.JpegFromAPhone())
        );
        await host.Services.GetRequiredService<Subscriptions>().AskAsync(null, "13900008884", null, Tongue.Zh);
        var register = host.Services.GetRequiredService<FieldRegister>().Personal;
        var found = await Declared.ReadAsync(host);
        var empty = register.Select(f => f.Where).Where(w => !found.Fields.Contains(w)).Distinct().ToHashSet();
        Assert.True(
            empty.SetEquals(NoWord.Keys),
            $"declared and never written: {string.Join(' ', empty.Except(NoWord.Keys))}; excepted and written: {string.Join(' ', NoWord.Keys.Except(empty))}"
        );
        var items = register.Where(f => !f.Column).ToLookup(f => f.Where, f => f.Field.Item);
        var words = found
            .TextsWith(PlantedLives.Sign)
            .ToDictionary(w => w.Key, w => w.SelectMany(field => items[field]).Distinct().ToArray());
        foreach (var (word, item) in InColumns)
        {
            words[word] = words.TryGetValue(word, out var known) ? [.. known, item] : [item];
        }
        return new Written(lives, words);
    }

    private static IEnumerable<(string Who, HttpClient Browser, string? Link)> Those(TestHost host, PlantedLives lives) =>
        [
            .. lives.Links.Select(link => ("a life's link", host.NewClient(), (string?)link)),
            .. lives.Rooms.Select(link => ("a life's room", host.NewClient(), (string?)link)),
            .. lives.Victims.Select(link => ("a life's victim", host.NewClient(), (string?)link)),
        ];

    private static IEnumerable<string> AddressesOf(PlantedLives lives) =>
        [
            .. lives.Matters.SelectMany(number =>
                (string[])
                    [
                        $"/staff/matters/{number}",
                        $"/staff/matters/{number}/dispute",
                        $"/staff/reviews/{number}",
                        $"/follow?reference={number}",
                        $"/join/{number}",
                        $"/open311/v2/requests/{number}.json",
                    ]
            ),
            .. lives.Parts,
            .. lives.Cases,
            .. Enumerable.Range(0, 4).Select(i => $"/staff/search?q={Uri.EscapeDataString(PlantedLives.Sign)}&p={i}").Take(1),
        ];

    private static IEnumerable<string> OwnAddresses(string who, string link) =>
        who switch
        {
            "a life's room" => [$"/d/{link}"],
            "a life's victim" => [$"/case/{link}"],
            _ => ((string[])["", "/access", "/copy", "/export", "/add", "/rights", "/needs", "/lesson"]).Select(page =>
                $"/m/{link}{page}"
            ),
        };

    /// <summary>Who may read a field of the lives: whoever is of an audience that its item is declared for.</summary>
    private static bool MayRead(string who, PersonalItem item)
    {
        var to = PersonalItems.Audiences(item);
        if (who.Split(" of ") is not [var named, var unit] || !Enum.TryParse<StaffRole>(named, out var role))
        {
            return who switch
            {
                "a life's link" => to.Contains(Audience.Resident) || to.Contains(Audience.JoinedResident),
                "a life's room" => to.Contains(Audience.Party),
                "a life's victim" => to.Contains(Audience.CasePerson),
                // The slip names what residents wrote.
                "a program with a slip" => item == PersonalItem.Words,
                _ => false,
            };
        }
        var deals = role is StaffRole.Handler or StaffRole.Supervisor or StaffRole.Reviewer;
        return item == PersonalItem.StaffAccount
            || (role == StaffRole.DataProtectionOfficer && to.Contains(Audience.DataProtection))
            || (
                deals
                && unit switch
                {
                    // What was said in a verdict is the reviewing unit's to read.
                    Neighbourhood.WillowDesk => to.Contains(Audience.Handler) && item != PersonalItem.VerdictWords,
                    Neighbourhood.Street => to.Contains(Audience.Handler) && item != PersonalItem.VerdictWords,
                    Neighbourhood.Review => to.Contains(Audience.Handler),
                    Neighbourhood.Station => to.Contains(Audience.SupportingUnit) || to.Contains(Audience.Station),
                    _ => false,
                }
            );
    }

    // Answers to what is sent: empty forms of whoever has no business with the lives, in every role, to every address that takes one.
    private static async Task<List<string>> WrongInAnswersAsync(
        TestHost host,
        Office office,
        Planted planted,
        RaiseResult.Raised raised,
        Written written
    )
    {
        var wrong = new List<string>();
        var senders = new List<(string Who, Browser Browser, string Form)> { ("anybody", host.NewBrowser(), "/sign-in") };
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var clerk = await office.HireAsync(Neighbourhood.BellDesk, role);
            senders.Add(($"{role} of {Neighbourhood.BellDesk}", clerk.Browser, "/account"));
        }
        var taking = (await Endpoints.AllAsync(host))
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>()?.Policy != Policies.DevelopmentOnly)
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") ?? true)
            .Where(e => !e.RoutePattern.RawText!.Contains("sign-out", StringComparison.Ordinal))
            .ToList();
        Assert.True(taking.Count > 100, $"{taking.Count} addresses take a form");
        foreach (var (who, browser, form) in senders)
        {
            var page = await browser.GetAsync(form);
            var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            foreach (var endpoint in taking)
            {
                foreach (var number in written.Lives.Matters.Take(1))
                {
                    var address = Endpoints.AddressOf(
                        endpoint.RoutePattern,
                        name =>
                            name == "reference"
                                ? $"{number}"
                                : planted.ValueOf(endpoint, name)
                                    ?? Named(name, endpoint, raised, default, default, default, null)
                    );
                    using var request = new HttpRequestMessage(HttpMethod.Post, address)
                    {
                        Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
                    };
                    var answer = await browser.SendAsync(request);
                    wrong.AddRange(
                        written
                            .WrongFor(who, WebUtility.HtmlDecode(answer.Text), address)
                            .Select(w => $"{who} is answered {w} by {address}")
                    );
                }
            }
        }
        return wrong;
    }

    // What leaves by itself: messages to residents, messages to partners' systems, and the log.
    private static async Task<List<string>> WrongOnTheWayAsync(TestHost host, WrittenLog log, Written written)
    {
        var wrong = new List<string>();
        var outbox = host.Services.GetRequiredService<NoticeOutbox>();
        var sent = 0;
        while (await outbox.TakeAsync(100) is { Count: > 0 } due)
        {
            foreach (var notice in due)
            {
                sent++;
                wrong.AddRange(written.WrongFor("a life's link", notice.Words).Select(w => $"{w} is sent to a telephone"));
                await outbox.SentAsync([notice.Id], "test");
            }
        }
        Assert.True(sent > 5, $"{sent} notices");
        await using var db = host.OpenDb();
        var messages = await db.Set<WebhookMessageRow>().Select(m => m.Body).ToListAsync();
        Assert.NotEmpty(messages);
        wrong.AddRange(
            messages.SelectMany(m => written.WrongFor("a partner's system", m)).Select(w => $"{w} is sent to a partner's system")
        );
        wrong.AddRange(log.Lines.SelectMany(l => written.WrongFor("the log", l.Line)).Select(w => $"{w} is in the log"));
        return wrong;
    }
}
