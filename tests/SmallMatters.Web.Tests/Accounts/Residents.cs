using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>Residents with a matter of their own.</summary>
internal static class Residents
{
    /// <summary>The secret part of the link of somebody who has just raised a matter.</summary>
    public static async Task<string> LinkAsync(TestHost host)
    {
        var (id, reference, raiser) = host.Book.NewKeys();
        var result = await host.Book.RaiseAsync(
            new Raise(
                id,
                reference,
                raiser,
                Kind.Request,
                Origin.Resident,
                Channel.Web,
                Neighbourhood.Lamp,
                Neighbourhood.Willow,
                "三号楼门口的路灯不亮"
            ),
            new Actor.Person(raiser)
        );
        return result is RaiseResult.Raised raised ? raised.Link : throw new InvalidOperationException($"{result}");
    }
}
