using System.Globalization;
using System.Xml;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The TileMap resource of one file (OSGeo, Tile Map Service 1.0.0): the profile <c>global-mercator</c>.</summary>
/// <param name="layer">Its name.</param>
/// <param name="bounds">In EPSG:3857.</param>
/// <param name="address">Where its tiles are, without the slash before the level.</param>
internal sealed class TmsMap(string layer, Box bounds, string address)
{
    public void Write(XmlWriter writer)
    {
        var set = TileMatrixSet.WebMercatorQuad;
        writer.WriteStartDocument();
        writer.WriteStartElement("TileMap");
        writer.WriteAttributeString("version", "1.0.0");
        writer.WriteAttributeString("tilemapservice", address);
        writer.WriteElementString("Title", layer);
        writer.WriteElementString("Abstract", "");
        writer.WriteElementString("SRS", set.Crs);
        writer.WriteStartElement("BoundingBox");
        Attribute(writer, "minx", bounds.MinX);
        Attribute(writer, "miny", bounds.MinY);
        Attribute(writer, "maxx", bounds.MaxX);
        Attribute(writer, "maxy", bounds.MaxY);
        writer.WriteEndElement();
        writer.WriteStartElement("Origin");
        Attribute(writer, "x", -WebMercator.Edge);
        Attribute(writer, "y", -WebMercator.Edge);
        writer.WriteEndElement();
        writer.WriteStartElement("TileFormat");
        Attribute(writer, "width", TileMatrixSet.Side);
        Attribute(writer, "height", TileMatrixSet.Side);
        writer.WriteAttributeString("mime-type", Look.Png);
        writer.WriteAttributeString("extension", "png");
        writer.WriteEndElement();
        writer.WriteStartElement("TileSets");
        writer.WriteAttributeString("profile", "global-mercator");
        for (var level = 0; level < set.Levels; level++)
        {
            writer.WriteStartElement("TileSet");
            writer.WriteAttributeString("href", string.Create(CultureInfo.InvariantCulture, $"{address}/{level}"));
            Attribute(writer, "units-per-pixel", set.Span / TileMatrixSet.Side / (1L << level));
            Attribute(writer, "order", level);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Attribute(XmlWriter writer, string name, double value) => writer.WriteAttributeString(name, value.ToString("R", CultureInfo.InvariantCulture));
}
