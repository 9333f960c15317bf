using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using SmallMatters.Journeys.Running;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Photos;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>
/// A whole round on a phone without a network: forty places, 120 photos, the browser killed on the way, and the server killed while
/// it receives. In the end the server has each thing once, with the same hashes, and the phone is empty.
/// </summary>
public sealed class RoundWithoutNetwork : IAsyncLifetime
{
    private const int Count = 40;
    private const int PhotosEach = 3;
    private const int DelayMilliseconds = 200;
    private const string OfRound = "WHERE premises_id IN (SELECT id FROM premises WHERE code LIKE 'round-%')";
    private const string Officer = "qinshoucheng";

    private readonly ServedProgram _program = new();
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("smallmatters-phone-");
    private IPlaywright _playwright = null!;
    private IBrowserContext _phone = null!;
    private IPage _page = null!;
    private readonly List<string> _faults = [];

    public async ValueTask InitializeAsync()
    {
        await _program.RunAsync("seed", "--demo", "--matters", "20");
        var rows = Enumerable
            .Range(1, Count)
            .Select(i => $"round-{i:00},巡查小店{i:00},小场所,书院里{i}号,qh-heliu,station,店主{i},,,");
        var file = Path.Combine(_program.Folder, "places.csv");
        var mapping = Path.Combine(_program.Folder, "mapping.json");
        await File.WriteAllTextAsync(
            file,
            "code,name,kind,address,area,unit,responsible,responsibleContact,liaison,liaisonContact\n"
                + string.Join('\n', rows)
                + "\n"
        );
        string[] columns =
        [
            "code",
            "name",
            "kind",
            "address",
            "area",
            "unit",
            "responsible",
            "responsibleContact",
            "liaison",
            "liaisonContact",
        ];
        await File.WriteAllTextAsync(mapping, "{" + string.Join(',', columns.Select(c => $"\"{c}\":\"{c}\"")) + "}");
        await _program.RunAsync("import", "register", "premises", file, "--mapping", mapping);
        await _program.ServeAsync();
        _playwright = await Playwright.CreateAsync();
        await OpenPhoneAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _phone.CloseAsync();
        _playwright.Dispose();
        await _program.DisposeAsync();
        _profile.Delete(recursive: true);
    }

    [Fact]
    public async Task Forty_places_are_inspected_without_a_network_and_nothing_is_lost_or_doubled()
    {
        await TakeAlongAsync();
        await _phone.SetOfflineAsync(true);
        await _page.ReloadAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = "巡查小店01" })).ToBeVisibleAsync();
        await InspectAsync(1, Count / 2);

        // The phone dies in the middle of a place; what was typed and photographed there is still there.
        await _page.GotoAsync($"/staff/rounds/app#{await KeyOfAsync(Count / 2 + 1)}");
        await BeginAsync(Count / 2 + 1);
        await KillPhoneAsync();
        await OpenPhoneAsync();
        await _phone.SetOfflineAsync(true);
        await _page.GotoAsync("/staff/rounds/app");
        await Assertions.Expect(_page.GetByText("待传").First).ToBeVisibleAsync();
        Assert.Equal((1, Count / 2, (Count / 2 + 1) * PhotosEach), await HeldAsync());
        await InspectAsync(Count / 2 + 1, Count, begun: true);
        Assert.Equal((0, Count, Count * PhotosEach), await HeldAsync());
        await PictureAsync("round-offline");
        var taken = await PhotosAsync();
        Assert.Equal(Count * PhotosEach, taken.Distinct().Count());

        // The network is back, slow; the server dies while it receives, and comes back.
        await _phone.SetOfflineAsync(false);
        // A phone that was killed may have forgotten who was signed in, or not: here it always has.
        await _phone.ClearCookiesAsync();
        await SignInAsync(Officer);
        await SlowAsync();
        await _page.GotoAsync("/staff/rounds/app");
        await UntilAsync(async () => (await HeldAsync()).Waiting < Count - 5, "something has arrived");
        await _program.KillAsync();
        var (_, left, photos) = await HeldAsync();
        Assert.InRange(left, 1, Count - 1);
        Assert.True(photos >= left * PhotosEach, "a photo whose inspection was not confirmed is still on the phone");
        await _program.ServeAsync();
        await _page.ReloadAsync();
        await UntilAsync(async () => await HeldAsync() is (0, 0, 0), "the phone is empty");
        await PictureAsync("round-sent");

        // Once each, and every photo as it was taken, without what cameras write.
        await using var db = new SqliteConnection(
            $"Data Source={Path.Combine(_program.Folder, "smallmatters.db")};Mode=ReadOnly"
        );
        await db.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Count, await CountAsync(db, $"SELECT COUNT(*) FROM inspection {OfRound}"));
        Assert.Equal(Count, await CountAsync(db, $"SELECT COUNT(DISTINCT premises_id) FROM inspection {OfRound}"));
        Assert.Equal(Count, await CountAsync(db, $"SELECT COUNT(*) FROM finding {OfRound}"));
        var kept = new List<string>();
        await using var command = new SqliteCommand("SELECT sha256, bytes FROM place_photo", db);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(reader.GetString(0), HashOf((byte[])reader[1]));
            kept.Add(reader.GetString(0));
        }
        Assert.Equal(taken.Order(), kept.Order());
    }

    [Fact]
    public async Task A_round_of_forty_places_is_sent_over_a_slow_network_and_a_session_that_ended_loses_nothing()
    {
        await TakeAlongAsync();
        await _phone.SetOfflineAsync(true);
        await InspectAsync(1, Count);
        // The session ends while the phone is out.
        await _phone.ClearCookiesAsync();
        await _phone.SetOfflineAsync(false);
        await _page.ReloadAsync();
        await Assertions.Expect(_page.GetByText("登录已过期，检查都在这部手机上，没有丢。")).ToBeVisibleAsync();
        Assert.Equal((0, Count, Count * PhotosEach), await HeldAsync());
        // Somebody else signs in on this phone: nothing of the round goes out under their name.
        await SignInAsync("menghaitang");
        await _page.GotoAsync("/staff/rounds/app");
        await Assertions.Expect(_page.GetByText("现在登录的不是带出这一轮的账号")).ToBeVisibleAsync();
        Assert.Equal((0, Count, Count * PhotosEach), await HeldAsync());
        await _phone.ClearCookiesAsync();
        await SignInAsync(Officer);
        await _page.GotoAsync("/staff/rounds");
        await SlowAsync();
        var clock = Stopwatch.StartNew();
        await _page.GotoAsync("/staff/rounds/app");
        await UntilAsync(async () => await HeldAsync() is (0, 0, 0), "the phone is empty");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Count} inspections with {Count * PhotosEach} photos, {DelayMilliseconds} ms added delay: {clock.Elapsed.TotalSeconds:0.0} s"
        );
        await _page.GetByRole(AriaRole.Button, new() { Name = "清空这部手机" }).ClickAsync();
        await Assertions.Expect(_page.GetByText("这部手机上还没有带着的场所")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_full_phone_says_so_keeps_what_it_has_and_sends_it_away_to_make_room()
    {
        await TakeAlongAsync();
        await _phone.SetOfflineAsync(true);
        await InspectAsync(1, 1);
        Assert.Equal((0, 1, PhotosEach), await HeldAsync());
        await _page.GotoAsync("/staff/rounds/app");
        await _page.GetByRole(AriaRole.Link, new() { Name = "巡查小店02" }).ClickAsync();
        await _page.Locator("#round-cause").SelectOptionAsync("Planned");
        await Assertions.Expect(_page.GetByText("已存在这部手机上。")).ToBeVisibleAsync();
        await FillUpAsync(full: true);
        await _page.Locator("#item-0-Failed").CheckAsync();
        await _page
            .Locator("#item-0-photos")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "no-room.bmp",
                    MimeType = "image/bmp",
                    Buffer = Picture(7),
                }
            );
        // Seen wherever one is in the checklist, not only at its end.
        var told = _page.GetByText("手机存不下了，刚才的没有存上，以前存的都在。");
        await Assertions.Expect(told).ToBeInViewportAsync();
        await PictureAsync("round-full");
        Assert.Equal((1, 1, PhotosEach), await HeldAsync());
        await Assertions.Expect(_page.Locator(".app-photos img")).ToHaveCountAsync(0);

        // What was finished goes out of the full phone, and then there is room.
        await _phone.SetOfflineAsync(false);
        await _page.GotoAsync("/staff/rounds/app");
        await UntilAsync(async () => await HeldAsync() is (1, 0, 0), "what was finished has arrived");
        await FillUpAsync(full: false);
        await _page.GetByRole(AriaRole.Link, new() { Name = "巡查小店02" }).ClickAsync();
        await Assertions.Expect(_page.Locator("#round-cause")).ToHaveValueAsync("Planned");
        await BeginAsync(2);
        Assert.Equal((1, 0, PhotosEach), await HeldAsync());
    }

    // As when films and other programs have taken all of its room.
    private async Task FillUpAsync(bool full)
    {
        var devtools = await _phone.NewCDPSessionAsync(_page);
        var quota = new Dictionary<string, object> { ["origin"] = _program.Address.GetLeftPart(UriPartial.Authority) };
        if (full)
        {
            quota["quotaSize"] = 1;
        }
        await devtools.SendAsync("Storage.overrideQuotaForOrigin", quota);
        // A browser goes on using the room that it has counted until nothing is open for a while.
        var address = _page.Url;
        await UntilAsync(
            async () =>
            {
                await _page.GotoAsync("about:blank");
                await Task.Delay(2000, TestContext.Current.CancellationToken);
                await _page.GotoAsync(address);
                return full != await HasRoomAsync();
            },
            full ? "the phone is full" : "the phone has room"
        );
    }

    private Task<bool> HasRoomAsync() =>
        _page.EvaluateAsync<bool>(
            """
            () => new Promise((done) => {
              const request = indexedDB.open("room");
              request.onupgradeneeded = () => request.result.createObjectStore("room");
              request.onerror = () => done(false);
              request.onsuccess = () => {
                const transaction = request.result.transaction("room", "readwrite");
                transaction.objectStore("room").put("a", "a");
                transaction.oncomplete = () => { request.result.close(); done(true); };
                transaction.onabort = () => { request.result.close(); done(false); };
              };
            })
            """
        );

    private async Task OpenPhoneAsync()
    {
        _phone = await _playwright.Chromium.LaunchPersistentContextAsync(
            _profile.FullName,
            new BrowserTypeLaunchPersistentContextOptions
            {
                ExecutablePath = Chromium.Program,
                Args = ["--no-sandbox"],
                BaseURL = _program.Address.ToString(),
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new ViewportSize { Width = Look.Phone, Height = 740 },
            }
        );
        _page = _phone.Pages[0];
        _page.PageError += (_, error) => _faults.Add(error);
    }

    // As when the battery is empty: nothing is told to end.
    private async Task KillPhoneAsync()
    {
        var mine = Process
            .GetProcessesByName("chromium")
            .Where(p => File.ReadAllText($"/proc/{p.Id}/cmdline").Contains(_profile.FullName, StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(mine);
        foreach (var process in mine)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private async Task SignInAsync(string user)
    {
        await _page.GotoAsync("/sign-in");
        await _page.Locator("[name=UserName]").FillAsync(user);
        await _page.Locator("[name=Password]").FillAsync(DemoStaff.Password);
        await _page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await _page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private async Task TakeAlongAsync()
    {
        await SignInAsync(Officer);
        await _page.GotoAsync("/staff/rounds");
        foreach (var box in await _page.GetByLabel(new System.Text.RegularExpressions.Regex("^巡查小店")).AllAsync())
        {
            await box.CheckAsync();
        }
        await _page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "带到这部手机上" }).ClickAsync();
        await _page.WaitForSelectorAsync("[data-round-counts]");
        await _page.WaitForSelectorAsync("html[data-offline-ready=yes]");
    }

    private async Task<string> KeyOfAsync(int place) =>
        (await _page.GetByRole(AriaRole.Link, new() { Name = $"巡查小店{place:00}" }).GetAttributeAsync("href"))![1..];

    private async Task BeginAsync(int place)
    {
        await _page.Locator("#round-cause").SelectOptionAsync("Planned");
        await _page.GetByLabel("已出示证件").CheckAsync();
        await _page.Locator("#item-0-Failed").CheckAsync();
        await _page.Locator("#item-0-what").FillAsync($"第 {place} 处的灭火器过期");
        await _page.Locator("#item-0-level").SelectOptionAsync("GB-2/general");
        await _page
            .Locator("#item-0-photos")
            .SetInputFilesAsync(
                Enumerable
                    .Range(0, PhotosEach)
                    .Select(n => new FilePayload
                    {
                        Name = $"{place}-{n}.bmp",
                        MimeType = "image/bmp",
                        Buffer = Picture((place * PhotosEach) + n),
                    })
            );
        await Assertions.Expect(_page.Locator(".app-photos img")).ToHaveCountAsync(PhotosEach);
    }

    private async Task InspectAsync(int first, int last, bool begun = false)
    {
        for (var place = first; place <= last; place++)
        {
            await _page.GotoAsync("/staff/rounds/app");
            await _page.GetByRole(AriaRole.Link, new() { Name = $"巡查小店{place:00}" }).ClickAsync();
            if (!(begun && place == first))
            {
                await BeginAsync(place);
            }
            await Assertions.Expect(_page.Locator(".app-photos img")).ToHaveCountAsync(PhotosEach, new() { Timeout = 30_000 });
            await _page.GetByRole(AriaRole.Button, new() { Name = "没有选的都合格" }).ClickAsync();
            await _page.GetByRole(AriaRole.Button, new() { Name = "填完了" }).ClickAsync();
            await Assertions.Expect(_page.Locator("[data-round-counts]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }
    }

    private async Task SlowAsync()
    {
        var devtools = await _phone.NewCDPSessionAsync(_page);
        await devtools.SendAsync("Network.enable");
        await devtools.SendAsync(
            "Network.emulateNetworkConditions",
            new Dictionary<string, object>
            {
                ["offline"] = false,
                ["latency"] = DelayMilliseconds,
                ["downloadThroughput"] = -1,
                ["uploadThroughput"] = -1,
            }
        );
    }

    // What the phone's own store holds.
    private async Task<(int Drafts, int Waiting, int Photos)> HeldAsync()
    {
        var counts = await _page.EvaluateAsync<int[]>(
            """
            () => new Promise((done, failed) => {
              const request = indexedDB.open("rounds");
              request.onerror = () => failed(request.error);
              request.onsuccess = () => {
                const counted = ["drafts", "waiting", "photos"].map((name) => new Promise((one) => {
                  const count = request.result.transaction(name).objectStore(name).count();
                  count.onsuccess = () => one(count.result);
                }));
                Promise.all(counted).then((all) => { request.result.close(); done(all); });
              };
            })
            """
        );
        return (counts[0], counts[1], counts[2]);
    }

    // The hashes that the server should keep the phone's photos under.
    private async Task<List<string>> PhotosAsync()
    {
        var photos = await _page.EvaluateAsync<string[]>(
            """
            () => new Promise((done) => {
              const request = indexedDB.open("rounds");
              request.onsuccess = () => {
                const all = request.result.transaction("photos").objectStore("photos").getAll();
                all.onsuccess = () => {
                  request.result.close();
                  done(all.result.map((photo) => btoa(String.fromCharCode(...new Uint8Array(photo.bytes)))));
                };
              };
            })
            """
        );
        return
        [
            .. photos.Select(photo =>
                HashOf(Assert.IsType<PhotoResult.Cleaned>(PhotoCleaner.Clean(Convert.FromBase64String(photo))).Photo.Bytes)
            ),
        ];
    }

    private async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SMALLMATTERS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await _page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true }
            );
        }
    }

    private async Task UntilAsync(Func<Task<bool>> so, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await so())
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(2))
            {
                Assert.Fail(
                    $"not within two minutes: {what}; {await HeldAsync()}; {string.Join("; ", _faults)}; "
                        + await _page.Locator("main").InnerTextAsync()
                );
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<int> CountAsync(SqliteConnection db, string query)
    {
        await using var command = new SqliteCommand(query, db);
        return Convert.ToInt32(
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken),
            CultureInfo.InvariantCulture
        );
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // 64 by 64 points of a colour and a pattern of its own: a Windows bitmap of 24 bits.
    private static byte[] Picture(int number)
    {
        const int Side = 64;
        var dice = new Random(number);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write("BM"u8);
        writer.Write(54 + (Side * Side * 3));
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(Side);
        writer.Write(Side);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        var points = new byte[Side * Side * 3];
        dice.NextBytes(points);
        writer.Write(points);
        return stream.ToArray();
    }
}
