namespace SmallMatters.Web.Open311.Wire;

/// <summary>Where the endpoints are and how to get a key.</summary>
internal sealed record Discovery(string Changeset, string Contact, string KeyService, IReadOnlyList<DiscoveredEndpoint> Endpoints)
{
    public static void Write(WireWriter wire, Discovery discovery)
    {
        wire.Text("changeset", discovery.Changeset);
        wire.Text("contact", discovery.Contact);
        wire.Text("key_service", discovery.KeyService);
        wire.List("endpoints", "endpoint", discovery.Endpoints, DiscoveredEndpoint.Write);
    }
}

/// <summary>One endpoint of the discovery.</summary>
internal sealed record DiscoveredEndpoint(string Url, string Changeset, string Type)
{
    public const string Specification = "http://wiki.open311.org/GeoReport_v2";

    public static void Write(WireWriter wire, DiscoveredEndpoint endpoint)
    {
        wire.Text("specification", Specification);
        wire.Text("url", endpoint.Url);
        wire.Text("changeset", endpoint.Changeset);
        wire.Text("type", endpoint.Type);
        wire.Texts("formats", "format", ["application/json", "text/xml"]);
    }
}
