namespace SmallMatters.Domain.Places;

/// <summary>The coordinate system in which a phone, a map or a file gave a pair of degrees.</summary>
public enum CoordinateSystem
{
    /// <summary>WGS 84, as satellite receivers give it; CGCS2000 is taken as the same. The product's own.</summary>
    Wgs84,

    /// <summary>GCJ-02, the shifted system of maps published in mainland China (AMap, Tencent).</summary>
    Gcj02,

    /// <summary>BD-09, Baidu's system: GCJ-02 shifted once more.</summary>
    Bd09,
}
