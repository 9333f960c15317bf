namespace SmallMatters.Web.Open311.Wire;

/// <summary>A kind of request that can be made.</summary>
internal sealed record Service(string Code, string Name, string? Description, string Group, string Keywords)
{
    public static void Write(WireWriter wire, Service service)
    {
        wire.Text("service_code", service.Code);
        wire.Text("service_name", service.Name);
        wire.Text("description", service.Description);
        wire.Flag("metadata", true);
        wire.Text("type", "realtime");
        wire.Text("keywords", service.Keywords);
        wire.Text("group", service.Group);
    }
}

/// <summary>What is asked for one kind of request.</summary>
internal sealed record ServiceDefinition(string Code, IReadOnlyList<ServiceAttribute> Attributes)
{
    public static void Write(WireWriter wire, ServiceDefinition definition)
    {
        wire.Text("service_code", definition.Code);
        wire.List("attributes", "attribute", definition.Attributes, ServiceAttribute.Write);
    }
}

/// <summary>One question of a definition. <paramref name="Values"/> is null for what is no list.</summary>
internal sealed record ServiceAttribute(
    string Code,
    string Datatype,
    bool Required,
    string? DatatypeDescription,
    int Order,
    string Description,
    IReadOnlyList<ServiceValue>? Values
)
{
    public static void Write(WireWriter wire, ServiceAttribute attribute)
    {
        wire.Flag("variable", true);
        wire.Text("code", attribute.Code);
        wire.Text("datatype", attribute.Datatype);
        wire.Flag("required", attribute.Required);
        wire.Text("datatype_description", attribute.DatatypeDescription);
        wire.Integer("order", attribute.Order);
        wire.Text("description", attribute.Description);
        if (attribute.Values is { } values)
        {
            wire.List("values", "value", values, ServiceValue.Write);
        }
    }
}

/// <summary>A choice of a list.</summary>
internal sealed record ServiceValue(string Key, string Name)
{
    public static void Write(WireWriter wire, ServiceValue value)
    {
        wire.Text("key", value.Key);
        wire.Text("name", value.Name);
    }
}
