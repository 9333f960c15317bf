using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.History;

public class TamperingTests
{
    /// <summary>{0} is a settled matter's key; each row: what is done behind the product's back, and what verify says.</summary>
    private static readonly (string What, string[] Sql, int? Seq, string Says)[] Tamperings =
    [
        (
            "the words of a fact",
            ["UPDATE history SET body = replace(body, '\"At\"', '\"at\"') WHERE matter_id = {0} AND seq = 2"],
            2,
            "the fact was changed"
        ),
        (
            "the author of a fact",
            ["UPDATE history SET actor = 'staff:somebody' WHERE matter_id = {0} AND seq = 4"],
            4,
            "the fact was changed"
        ),
        ("a fact in the middle", ["DELETE FROM history WHERE matter_id = {0} AND seq = 3"], 3, "a fact is missing"),
        (
            "two facts in each other's place",
            [
                "UPDATE history SET seq = 1000 WHERE matter_id = {0} AND seq = 2",
                "UPDATE history SET seq = 2 WHERE matter_id = {0} AND seq = 3",
                "UPDATE history SET seq = 3 WHERE matter_id = {0} AND seq = 1000",
            ],
            2,
            "the fact was changed"
        ),
        ("the tail, clumsily", ["DELETE FROM history WHERE matter_id = {0} AND seq = {1}"], null, "disagree on its length"),
        (
            "the tail, and the row made to fit",
            [
                "DELETE FROM history WHERE matter_id = {0} AND seq = {1}",
                "UPDATE matter SET head_seq = {1} - 1, head_hash = (SELECT hash FROM history WHERE matter_id = {0} AND seq = {1} - 1) WHERE id = {0}",
            ],
            null,
            "disagree"
        ),
        (
            "a whole matter with all its rows",
            [
                "DELETE FROM history WHERE matter_id = {0}",
                "DELETE FROM notice WHERE matter_id = {0}",
                "DELETE FROM participant WHERE matter_id = {0}",
                "DELETE FROM matter_clock WHERE matter_id = {0}",
                "DELETE FROM promise WHERE matter_id = {0}",
                "DELETE FROM question WHERE matter_id = {0}",
                "DELETE FROM matter WHERE id = {0}",
            ],
            null,
            "it is not there any more"
        ),
        ("a matter's row alone", ["DELETE FROM matter WHERE id = {0}"], null, "it is not there any more"),
        ("a line of a checkpoint", ["DELETE FROM checkpoint_leaf WHERE matter_id = {0}"], null, "checkpoint 1 was changed"),
        ("the root of a checkpoint", ["UPDATE checkpoint SET root = signature"], null, "checkpoint 1 was changed"),
        ("the first checkpoint", ["DELETE FROM checkpoint WHERE number = 1"], null, "checkpoint 1 is missing"),
        (
            "the due instant in the list",
            ["UPDATE matter SET accountable_unit = 'station' WHERE id = {0}"],
            null,
            "accountable unit"
        ),
        ("what the resident wrote", ["UPDATE matter SET description = 'all is well' WHERE id = {0}"], null, "description"),
        ("the verdict", ["UPDATE matter SET verdict_solved = 'No' WHERE id = {0}"], null, "verdict"),
        ("a promise", ["UPDATE promise SET changes = 3 WHERE matter_id = {0}"], null, "promises"),
        ("when a clock is looked at", ["UPDATE matter_clock SET next_look_at = due_at WHERE matter_id = {0}"], null, "looked at"),
    ];

    [Theory, OnBothDatabases]
    public async Task Whatever_is_changed_behind_the_products_back_is_found_and_named(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var other = await Lives.SettledAsync(host, "另一件");
        var target = await Lives.SettledAsync(host);
        await Lives.RaiseAsync(host, "还在办");
        var checkpoints = host.Services.GetRequiredService<Checkpoints>();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, await checkpoints.MakeAsync(TestContext.Current.CancellationToken));
        await Lives.RaiseAsync(host, "后来的");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await checkpoints.MakeAsync(TestContext.Current.CancellationToken));
        var whole = await Lives.VerifyAsync(host);
        Assert.Null(whole.Broken);
        Assert.Equal((4, 2), (whole.Matters, whole.Checkpoints));

        await using (var thief = await Thief.BreakInAsync(host))
        {
            var last = await thief.NumberAsync($"SELECT head_seq FROM matter WHERE id = {target.Id.Value}");
            foreach (var (what, sql, seq, says) in Tamperings)
            {
                foreach (var statement in sql)
                {
                    var filled = statement
                        .Replace("{0}", $"{target.Id.Value}", StringComparison.Ordinal)
                        .Replace("{1}", $"{last}", StringComparison.Ordinal);
                    Assert.True(
                        await thief.RunAsync(filled) > 0
                            || statement.Contains("notice", StringComparison.Ordinal)
                            || statement.Contains("question", StringComparison.Ordinal),
                        filled
                    );
                }
                var found = (await Lives.VerifyAsync(host)).Broken;
                Assert.True(found is not null, $"not found: {what}");
                Assert.Contains(says, found.What, StringComparison.Ordinal);
                Assert.True(seq is null || seq == found.Seq, $"{what}: fact {found.Seq}");
                Assert.NotEqual(other.Id, found.Matter);
                await thief.UndoAsync();
            }
            Assert.Null((await Lives.VerifyAsync(host)).Broken);

            await thief.RunAsync("DELETE FROM checkpoint_leaf WHERE checkpoint = 2");
            await thief.RunAsync("DELETE FROM checkpoint WHERE number = 2");
            Assert.Null((await Lives.VerifyAsync(host)).Broken);
            Assert.Contains(
                "kept elsewhere",
                (await Lives.VerifyAsync(host, whole.Anchor)).Broken!.What,
                StringComparison.Ordinal
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_people_do_the_history_verifies_and_builds_the_same_matter_again(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await Lives.AtRandomAsync(host, matters: 12, steps: 45, seed: 20260302);
        var result = await Lives.VerifyAsync(host);
        Assert.True(result.Broken is null, result.Broken?.ToString());
        Assert.Equal(12, result.Matters);
        Assert.True(result.Facts > 100, $"only {result.Facts} facts");
    }

    [Theory, OnBothDatabases]
    public async Task Two_nodes_that_make_checkpoints_at_once_make_one_chain(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        for (var i = 0; i < 6; i++)
        {
            await Lives.RaiseAsync(host, $"第{i}件");
        }
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var checkpoints = host.Services.GetRequiredService<Checkpoints>();
        var bound = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => checkpoints.MakeAsync())));
        Assert.Equal(6, bound.Sum());
        var result = await Lives.VerifyAsync(host);
        Assert.Null(result.Broken);
        Assert.Equal(1, result.Checkpoints);
    }

    [Theory, OnBothDatabases]
    public async Task A_change_that_was_written_late_is_in_the_next_checkpoint(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var checkpoints = host.Services.GetRequiredService<Checkpoints>();
        await Lives.RaiseAsync(host, "第一件");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await checkpoints.MakeAsync(TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromMinutes(-10));
        await Lives.RaiseAsync(host, "decided ten minutes ago and written now");
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(1, await checkpoints.MakeAsync(TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromDays(-400));
        await Lives.RaiseAsync(host, "brought over from last year");
        host.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await checkpoints.MakeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await checkpoints.MakeForAllAsync(TestContext.Current.CancellationToken));
        Assert.Null((await Lives.VerifyAsync(host)).Broken);
    }
}
