using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Inputs;
using Graticule.Analysis.Change.Products;

namespace Graticule.Server.Hosting;

/// <summary>What the server does for the processes of change detection.</summary>
internal static class ChangeParts
{
    /// <summary>What goes with their orders: where observations and stored results are.</summary>
    public static Dictionary<string, JsonObject> SettingsOf(ServerOptions options) => new(StringComparer.Ordinal)
    {
        [ChipNames.Process] = ChipInputSettings.Write(options.Data.Ard, options.Fetch),
        [ProductNames.Process] = new ProductSettings(options.Data.Change, options.ChangeStore).Write(),
    };
}
