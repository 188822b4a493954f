using Polly;
using Polly.Timeout;

namespace WorkflowAlerts.Fetching;

/// <summary>Sends a request and words what goes wrong before there is an answer.</summary>
internal static class HttpExchange
{
    extension(HttpClient client)
    {
        /// <param name="request">A request that names its tenant.</param>
        /// <param name="setting">The setting its address comes from.</param>
        /// <param name="cancellationToken">Ends the request with an <see cref="OperationCanceledException"/>.</param>
        /// <exception cref="AmperityException">No answer came, all retries included.</exception>
        public async Task<HttpResponseMessage> Exchange(HttpRequestMessage request, string setting, CancellationToken cancellationToken)
        {
            try
            {
                return await client.SendAsync(request, cancellationToken);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or ExecutionRejectedException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string problem = failure switch
                {
                    TimeoutRejectedException { Timeout: var timeout } => $"gave no usable answer within {timeout.TotalSeconds:0} seconds",
                    OperationCanceledException => "gave no answer in time",
                    HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } e => $"could not be reached ({e.HttpRequestError})",
                    _ => "could not be reached",
                };
                throw new AmperityException(
                    $"Amperity {problem} at {Refusal.Place(request.RequestUri!.OriginalString)} for tenant {request.Tenant}. "
                    + $"Check {setting}, the network, the proxy and the firewall. The next poll tries again.",
                    failure);
            }
        }
    }
}
