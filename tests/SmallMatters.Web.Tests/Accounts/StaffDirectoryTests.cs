using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

public class StaffDirectoryTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task What_was_being_read_while_an_appointment_ended_is_not_remembered(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var name = await StaffMade.MakeAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, null));
        await using var db = host.OpenDb();
        var account = db.Users.Single(u => u.UserName == name).Id;
        var readings = new Readings(host.Services.GetRequiredService<IDbContextFactory<Db>>());
        var directory = new StaffDirectory(readings, host.Services.GetRequiredService<JurisdictionSource>(), host.Clock);

        readings.Meanwhile = directory.Forget;
        await directory.FindAsync(account, TestContext.Current.CancellationToken);
        readings.Meanwhile = () => { };
        await directory.FindAsync(account, TestContext.Current.CancellationToken);
        await directory.FindAsync(account, TestContext.Current.CancellationToken);

        Assert.Equal(2, readings.Count);
    }

    /// <summary>The real database, with something that happens while it is read.</summary>
    private sealed class Readings(IDbContextFactory<Db> real) : IDbContextFactory<Db>
    {
        public int Count { get; private set; }

        public Action Meanwhile { get; set; } = () => { };

        public Db CreateDbContext()
        {
            Count++;
            Meanwhile();
            return real.CreateDbContext();
        }
    }
}
