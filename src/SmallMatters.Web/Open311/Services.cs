using SmallMatters.Storage;
using SmallMatters.Web.Open311.Wire;

namespace SmallMatters.Web.Open311;

/// <summary>Discovery, the list of services and their definitions.</summary>
internal static class Services
{
    /// <summary>The day on which what these endpoints answer last changed.</summary>
    private const string Changeset = "2026-03-01T00:00:00+08:00";

    public static ValueTask<Reply> Discover(Call call)
    {
        var at = $"{call.Service<StorageSettings>().PublicAddress}/open311/v2";
        var settings = call.Service<IConfiguration>();
        return new(
            Reply.One(
                "discovery",
                new Discovery(
                    Changeset,
                    settings["Open311:Contact"]
                        ?? $"{call.Jurisdiction.Name.In(call.Tongue)} {call.Service<StorageSettings>().PublicAddress}/",
                    settings["Open311:KeyService"]
                        ?? new Domain.Language.Bilingual(
                            "请向本辖区的系统管理员申请接口密钥。",
                            "Ask the administrators of this jurisdiction for a key."
                        ).In(call.Tongue),
                    [
                        new DiscoveredEndpoint(at, Changeset, "production"),
                        // Whoever installs a second copy for trials names it; else the one address is both.
                        new DiscoveredEndpoint(settings["Open311:TestAddress"] ?? at, Changeset, "test"),
                    ]
                ),
                Discovery.Write
            )
        );
    }

    public static ValueTask<Reply> List(Call call) =>
        new(call.Wrong() ?? Reply.List("services", "service", call.Catalogue.Services(call.Tongue), Service.Write));

    public static ValueTask<Reply> Define(Call call)
    {
        if (call.Wrong() is { } wrong)
        {
            return new(wrong);
        }
        return new(
            call.RouteText("code") is not { Length: > 0 } code ? call.Error(400, "请给出 service_code。", "Give a service_code.")
            : call.Catalogue.Definition(code, call.Tongue) is { } definition
                ? Reply.One("service_definition", definition, ServiceDefinition.Write)
            : call.Error(404, "没有这个 service_code。", "The service_code was not found.")
        );
    }
}
