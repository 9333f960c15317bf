using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Open311;

public sealed class NewRequestsTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_request_becomes_a_matter_with_an_owner_and_a_promised_day(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var answer = await new Program311(host).PostAsync("v2/requests.json", Program311.Lamp());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(Program311.Json, answer.ContentType);
        var receipt = Assert.Single(answer.Json.EnumerateArray());
        Assert.Contains("2026年3月", receipt.GetProperty("service_notice").GetString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, receipt.GetProperty("account_id").ValueKind);
        var id = receipt.GetProperty("service_request_id").GetString()!;
        Assert.Matches("^[0-9]{12}$", id);

        var matter = await MatterAsync(host, id);
        Assert.Equal(Neighbourhood.Lamps, matter.Accountable);
        Assert.Equal(
            (Channel.Open311, Origin.Resident, Neighbourhood.Willow, Neighbourhood.Lamp),
            (matter.File.Channel, matter.File.Origin, matter.File.Area, matter.File.Category)
        );
    }

    [Theory, OnBothDatabases]
    public async Task In_xml_the_receipt_is_a_list_of_one_request(DatabaseKind kind)
    {
        var answer = await new Program311(await hosts.OnAsync(kind)).PostAsync("v2/requests.xml", Program311.Lamp());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(Program311.Xml, answer.ContentType);
        Assert.Equal("service_requests", answer.Xml.Name.LocalName);
        var receipt = Assert.Single(answer.Xml.Elements("request"));
        Assert.Matches("^[0-9]{12}$", receipt.Element("service_request_id")!.Value);
        Assert.Equal("", receipt.Element("account_id")!.Value);
    }

    [Theory]
    [OnBothDatabases("v2/requests.json", null)]
    [OnBothDatabases("v2/requests.json", "wrong")]
    [OnBothDatabases("v2/servicerequestupdates.json", "wrong")]
    public async Task Without_a_valid_key_nothing_is_taken(DatabaseKind kind, string address, string? key)
    {
        var answer = await new Program311(await hosts.OnAsync(kind), key).PostAsync(address, Program311.Lamp());
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("api_key", answer.Mistake, StringComparison.Ordinal);
        var xml = await new Program311(await hosts.OnAsync(kind), key).PostAsync(
            address.Replace("json", "xml", StringComparison.Ordinal),
            []
        );
        Assert.Equal(HttpStatusCode.Forbidden, xml.Status);
        Assert.Equal("403", xml.Xml.Element("error")!.Element("code")!.Value);
    }

    [Fact]
    public async Task The_key_of_the_demonstration_is_refused_in_production()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, "Production");
        var answer = await new Program311(host).PostAsync("v2/requests.json", Program311.Lamp());
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    public static readonly (string Field, string[] Values, string Says)[] WrongValues =
    [
        ("service_code", [], "service_code"),
        ("service_code", ["no-such"], "service_code"),
        ("service_code", ["street-lamp", "street-lamp"], "service_code"),
        ("service_code", ["staff-conduct"], "service_code"),
        ("lat", [], "lat"),
        ("lat", ["NaN"], "lat"),
        ("lat", ["Infinity"], "lat"),
        ("lat", ["north"], "lat"),
        ("lat", ["91"], "lat"),
        ("lat", ["39.9"], "柳园街道"),
        ("lat", ["31.2305", "31.2306"], "lat"),
        ("description", [], "请写明发生了什么"),
        ("description", ["\u0001 \u0007"], "请写明发生了什么"),
        ("description", ["null\0byte"], "表单无法读取"),
        ("description", [new string('长', 4001)], "4000"),
        ("description", [new string('x', 100_000)], "4000"),
        ("email", ["not an address"], "email"),
        ("phone", ["call me"], "phone"),
        ("media_url", ["javascript:alert(1)"], "media_url"),
        ("first_name", [new string('n', 61)], "first_name"),
        ("address_id", ["nowhere"], "片区"),
        ("attribute[secret]", ["x"], "attribute"),
        ("jurisdiction_id", ["elsewhere"], "jurisdiction_id"),
    ];

    [Theory, OnBothDatabases]
    public async Task Every_wrong_value_is_named_in_the_error_body_and_nothing_is_kept(DatabaseKind kind)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        foreach (var (field, values, says) in WrongValues)
        {
            var sent = Program311.Lamp().Where(v => v.Item1 != field).Concat(values.Select(v => (field, v))).ToList();
            var answer = await program.PostAsync("v2/requests.json", sent);
            Assert.True(
                (int)answer.Status is 400 or 404,
                $"{field}={string.Join('|', values)[..Math.Min(20, string.Join('|', values).Length)]}: {answer.Status}"
            );
            Assert.Contains(says, answer.Mistake, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_client_hears_of_all_its_mistakes_at_once(DatabaseKind kind)
    {
        var answer = await new Program311(await hosts.OnAsync(kind)).PostAsync(
            "v2/requests.json?locale=en",
            [("service_code", "no-such"), ("lat", "x"), ("email", "y")]
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(3, answer.Json.GetArrayLength());
        Assert.Contains("The service_code was not found.", answer.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("address_string", "柳园社区3号楼2单元门口", Neighbourhood.Willow)]
    [OnBothDatabases("address_string", "near the Bell Tower square", Neighbourhood.Bell)]
    [OnBothDatabases("address_id", Neighbourhood.Bell, Neighbourhood.Bell)]
    [OnBothDatabases("attribute[area]", Neighbourhood.Bell, Neighbourhood.Bell)]
    public async Task Without_a_position_the_area_is_found_from_what_is_said(
        DatabaseKind kind,
        string field,
        string value,
        string area
    )
    {
        var host = await hosts.OnAsync(kind);
        var answer = await new Program311(host).PostAsync(
            "v2/requests.json",
            [("service_code", Neighbourhood.Noise), ("description", "半夜装修"), (field, value)]
        );
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(area, (await MatterAsync(host, answer.Json[0].GetProperty("service_request_id").GetString()!)).File.Area);
    }

    [Theory, OnBothDatabases]
    public async Task An_address_that_tells_no_area_is_refused_with_the_way_out(DatabaseKind kind)
    {
        var answer = await new Program311(await hosts.OnAsync(kind)).PostAsync(
            "v2/requests.json",
            [("service_code", Neighbourhood.Noise), ("description", "半夜装修"), ("address_string", "大马路边上")]
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("address_id", answer.Mistake, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Answers_to_a_categorys_questions_are_checked_and_kept(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var program = new Program311(host);
        var missing = await program.PostAsync("v2/requests.json", Program311.Lamp(Neighbourhood.Stairwell));
        Assert.Contains("attribute[blocked]", missing.Mistake, StringComparison.Ordinal);
        var wrong = await program.PostAsync(
            "v2/requests.json",
            [.. Program311.Lamp(Neighbourhood.Stairwell), ("attribute[blocked]", "perhaps"), ("attribute[floor]", "third")]
        );
        Assert.Equal(2, wrong.Json.GetArrayLength());

        var id = await program.RaiseAsync(
            Neighbourhood.Stairwell,
            ("attribute[blocked]", "no"),
            ("attribute[floor]", "3"),
            ("media_url", "https://example.org/photo.jpg"),
            ("first_name", "小明"),
            ("last_name", "王"),
            ("phone", "+86 138-0013-8000")
        );
        var page = await PageAsync(host, id, Neighbourhood.WillowDesk);
        Assert.Equal(["no"], page.Attributes["blocked"]);
        Assert.Equal(["3"], page.Attributes["floor"]);
        Assert.Equal(["https://example.org/photo.jpg"], page.Attributes["media_url"]);
        Assert.Equal(("王小明", "+8613800138000"), (page.Contacts.Values.Single().Name, page.Contacts.Values.Single().Phone));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_idempotency_key_sixteen_times_at_once_is_one_matter_for_each_client(DatabaseKind kind)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        var key = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => program.PostAsync("v2/requests.json", Program311.Lamp(), key))
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.Single(answers.Select(a => a.Text).Distinct());
        var other = await program.PostAsync("v2/requests.json", Program311.Lamp());
        Assert.NotEqual(answers[0].Text, other.Text);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_form_or_too_large_gets_the_error_body(DatabaseKind kind)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        var json = await program.SendAsync(
            HttpMethod.Post,
            "v2/requests.json?api_key=demo",
            new StringContent("""{"service_code":"street-lamp"}""", Encoding.UTF8, "application/json")
        );
        Assert.Equal(HttpStatusCode.BadRequest, json.Status);
        Assert.NotEmpty(json.Mistake);

        var large = await program.PostAsync("v2/requests.json", [.. Program311.Lamp(), ("device_id", new string('d', 300_000))]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        Assert.NotEmpty(large.Mistake);

        var many = await program.SendAsync(
            HttpMethod.Post,
            "v2/requests.json?api_key=demo",
            new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(i => KeyValuePair.Create($"p{i}", "v")))
        );
        Assert.Equal(HttpStatusCode.BadRequest, many.Status);
        Assert.NotEmpty(many.Mistake);

        var broken = new ByteArrayContent("service_code=%ZZ%00&lat=%FF"u8.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") },
        };
        var damaged = await program.SendAsync(HttpMethod.Post, "v2/requests.json?api_key=demo", broken);
        Assert.Equal(HttpStatusCode.BadRequest, damaged.Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_that_was_issued_works_until_it_is_ended_and_has_a_limit(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(
            kind,
            "Production",
            new Dictionary<string, string> { ["Open311:PostsPerMinute"] = "3" }
        );
        var keys = host.Services.GetRequiredService<Storage.Accounts.ApiKeys>();
        var doer = new Storage.Accounts.Doer(null, "test");
        var key = await keys.IssueAsync("街道热线", doer);
        var program = new Program311(host, key);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await program.PostAsync("v2/requests.json", Program311.Lamp())).Status);
        }
        var much = await program.PostAsync("v2/requests.json", Program311.Lamp());
        Assert.Equal(HttpStatusCode.TooManyRequests, much.Status);
        Assert.NotEmpty(much.Mistake);
        Assert.NotNull(much.Response.Headers.RetryAfter);

        await keys.EndAsync((await keys.ListAsync())[0].Id, doer);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.PostAsync("v2/requests.json", Program311.Lamp())).Status);
    }

    private static async Task<Matter> MatterAsync(TestHost host, string id)
    {
        var found = await host.Book.FindAsync(Reference.Parse(id));
        return (await host.Book.FindAsync(found!.Value))!;
    }

    private static async Task<UnitMatterPage> PageAsync(TestHost host, string id, string unit)
    {
        await using var db = host.OpenDb();
        var scope = new StaffScope(new StaffId(Guid.CreateVersion7()), unit, [unit], [unit], [StaffRole.Handler]);
        var (page, _) = await host.Services.GetRequiredService<MatterReader>().ForStaffAsync(db, Reference.Parse(id), scope);
        return page!;
    }
}
