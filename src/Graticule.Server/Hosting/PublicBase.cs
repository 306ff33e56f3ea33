namespace Graticule.Server.Hosting;

/// <summary>Behind a proxy, requests look as callers wrote them: the public scheme, host and base path stand in for those of the inner hop.</summary>
internal static class PublicBase
{
    public static void Use(IApplicationBuilder app, Uri? url)
    {
        if (url is null)
        {
            return;
        }

        var host = url.IsDefaultPort ? new HostString(url.IdnHost) : new HostString(url.IdnHost, url.Port);
        var pathBase = PathString.FromUriComponent(url.AbsolutePath.TrimEnd('/'));
        app.Use((context, next) =>
        {
            var request = context.Request;
            request.Scheme = url.Scheme;
            request.Host = host;

            // A proxy may take the base path off, or leave it on.
            if (request.Path.StartsWithSegments(pathBase, StringComparison.Ordinal, out var rest))
            {
                request.Path = rest.HasValue ? rest : "/";
            }

            request.PathBase = pathBase;
            return next(context);
        });
    }
}
