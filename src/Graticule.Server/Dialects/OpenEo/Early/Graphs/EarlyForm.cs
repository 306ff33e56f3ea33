namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>How process graphs were written before version 1.0 of the API.</summary>
internal enum EarlyForm
{
    /// <summary>0.0.x: processes within processes, by <c>process_id</c> and <c>args</c>; data by <c>product_id</c>.</summary>
    Nested,

    /// <summary>0.3: processes within processes, the arguments beside <c>process_id</c>; data by <c>get_collection</c>.</summary>
    Flat,

    /// <summary>0.4: a map of nodes, with <c>callback</c> and <c>from_argument</c> in it.</summary>
    Nodes,
}
