using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.JointHandling;

public class JointVerificationTests
{
    /// <summary>Damage that somebody who has the database could do, and how it is undone.</summary>
    public static TheoryData<string, string, string> Damages =>
        new()
        {
            // The notice is said to have asked for something else.
            {
                "UPDATE joint_fact SET body = replace(body, '打开后门', '打开前门')",
                "UPDATE joint_fact SET body = replace(body, '打开前门', '打开后门')",
                "a fact is missing or was changed"
            },
            // Somebody else is said to have done it.
            {
                "UPDATE joint_fact SET unit = 'somebody' WHERE seq = 2",
                "UPDATE joint_fact SET unit = 'willow-desk' WHERE seq = 2",
                "a fact is missing or was changed"
            },
            // The list shows it as done with.
            {
                "UPDATE joint_file SET is_over = NOT is_over",
                "UPDATE joint_file SET is_over = NOT is_over",
                "the row and the facts disagree on where it stands"
            },
            // The place's page shows another place's finding, or another stage.
            {
                "UPDATE finding SET stage = 'Closed'",
                "UPDATE finding SET stage = 'Ordered'",
                "the row and the facts disagree on where it stands"
            },
            {
                "UPDATE joint_file SET head_seq = head_seq + 1",
                "UPDATE joint_file SET head_seq = head_seq - 1",
                "the facts and the row disagree on their number"
            },
            {
                "UPDATE inspection SET body = replace(body, '\"Checklist\":1', '\"Checklist\":2')",
                "UPDATE inspection SET body = replace(body, '\"Checklist\":2', '\"Checklist\":1')",
                "the inspection was changed"
            },
            {
                "UPDATE inspection SET failed = failed - 1",
                "UPDATE inspection SET failed = failed + 1",
                "the inspection was changed"
            },
        };

    [Theory, OnBothDatabases]
    public async Task What_was_found_at_a_place_holds_until_somebody_changes_it_and_then_the_file_and_the_fact_are_named(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        var finder = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = await Inspecting.FindAsync(finder, id);
        await Inspecting.OrderAsync(host, finder, address);
        var whole = await VerifyAsync(host);
        Assert.Empty(whole.Broken);
        Assert.Equal((1, 1, 2L), (whole.Files, whole.Inspections, whole.Facts));

        foreach (var row in Damages)
        {
            var (damage, mend, what) = row.Data;
            await ExecuteAsync(host, damage);
            Assert.Equal([(damage, what)], (await VerifyAsync(host)).Broken.Select(b => (damage, b.What)));
            await ExecuteAsync(host, mend);
            Assert.Empty((await VerifyAsync(host)).Broken);
        }

        await ExecuteAsync(host, "DELETE FROM joint_fact WHERE seq = 2");
        var gone = Assert.Single((await VerifyAsync(host)).Broken);
        Assert.Equal((Guid.Parse(address.Split('/')[^1]), 2), (gone.Id, gone.Seq));
        Assert.NotNull(gone.Line);
    }

    private static Task<JointVerified> VerifyAsync(TestHost host) =>
        host.Services.GetRequiredService<JointVerification>().RunAsync(TestContext.Current.CancellationToken);

    private static async Task ExecuteAsync(TestHost host, string sql)
    {
        await using var db = host.OpenDb();
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));
    }
}
