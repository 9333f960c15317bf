using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.DataProtection;

public class FieldTests(TestHosts hosts)
{
    /// <summary>The scheduler's, the migrations' own and the search index's tables hold no words of people.</summary>
    private static readonly string[] NotOfTheModel = ["qrtz_", "migration", "matter_search", "sqlite_", "user_passkeys."];

    [Theory, OnBothDatabases]
    public async Task Every_column_of_words_in_the_real_database_is_declared(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var register = host.Services.GetRequiredService<FieldRegister>();
        await using var db = host.OpenDb();
        var sql =
            kind == DatabaseKind.Sqlite
                ? "SELECT t.name || '.' || c.name AS \"Value\" FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type IN ('TEXT', 'BLOB', 'REAL')"
                : "SELECT table_name || '.' || column_name AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'bytea', 'double precision')";
        var columns = await db.Database.SqlQueryRaw<string>(sql).ToListAsync(TestContext.Current.CancellationToken);
        // Closed lists, days and keys are columns of words on a database, and hold none.
        var closed = db
            .Model.GetEntityTypes()
            .SelectMany(e => e.GetProperties().Select(p => (e, p)))
            .Where(x => (Nullable.GetUnderlyingType(x.p.ClrType) ?? x.p.ClrType) is var t && t != typeof(string) && t.IsValueType)
            .Select(x => $"{x.e.GetTableName()}.{x.p.GetColumnName()}")
            .ToHashSet();

        Assert.True(columns.Count > 150, $"{columns.Count} columns");
        Assert.DoesNotContain(
            columns,
            c =>
                !NotOfTheModel.Any(n => c.StartsWith(n, StringComparison.Ordinal))
                && !closed.Contains(c)
                && !register.KnownColumns.Contains(c)
        );
    }

    [Fact]
    public void A_column_that_nobody_has_declared_refuses_the_start_and_is_named() =>
        RefusesToStart<OneColumnMore>("photo.what_a_neighbour_said");

    [Fact]
    public void A_column_made_from_a_type_of_the_products_own_is_no_way_around_it() =>
        RefusesToStart<OneTypeOfItsOwnMore>("photo.who_it_was");

    private static void RefusesToStart<TMore>(string column)
        where TMore : class, IModelCustomizer
    {
        var folder = Directory.CreateTempSubdirectory("smallmatters-test-").FullName;
        try
        {
            using var product = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
            {
                builder.UseSetting("Data", folder);
                builder.UseSetting("PublicAddress", "http://localhost");
                builder.UseSetting("Jobs:Enabled", "false");
                builder.ConfigureTestServices(services =>
                    services.ConfigureDbContext<SqliteDb>(o => o.ReplaceService<IModelCustomizer, TMore>())
                );
            });
            var refused = Assert.Throws<InvalidOperationException>(() => product.Services);
            Assert.StartsWith($"{column} may hold something personal", refused.Message, StringComparison.Ordinal);
            // Nothing was made before it was refused.
            Assert.False(File.Exists(Path.Combine(folder, "smallmatters.db")));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class OneColumnMore(ModelCustomizerDependencies own) : RelationalModelCustomizer(own)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<PhotoRow>().Property<string?>("WhatANeighbourSaid").HasColumnName("what_a_neighbour_said");
        }
    }

    private sealed record SomebodysName(string Family, string Given);

    private sealed class OneTypeOfItsOwnMore(ModelCustomizerDependencies own) : RelationalModelCustomizer(own)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder
                .Entity<PhotoRow>()
                .Property<SomebodysName?>("WhoItWas")
                .HasColumnName("who_it_was")
                .HasConversion(name => $"{name!.Family} {name.Given}", text => new SomebodysName(text, ""));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Residents_read_what_is_kept_of_them_and_administrators_every_field(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var told = (await host.NewBrowser().GetAsync("/privacy/kept")).Main;
        foreach (var item in Enum.GetValues<PersonalItem>().Where(i => i != PersonalItem.StaffAccount))
        {
            Assert.Contains(item.Said().Zh, told);
        }
        Assert.Contains("个人信息保护法第十三条第一款第一项", told);
        Assert.Contains("诉求办理全部结束后3年", told);
        Assert.Contains("/privacy/kept", (await host.NewBrowser().GetAsync("/privacy")).Text);

        var administrator = await StaffMade.BrowserOfAsync(host, StaffRole.SystemAdministrator, Neighbourhood.Street);
        var table = (await administrator.GetAsync("/staff/data-protection/fields")).Main;
        Assert.Contains("participant.phone", table);
        Assert.Contains("Replied.Text", table);
    }
}
