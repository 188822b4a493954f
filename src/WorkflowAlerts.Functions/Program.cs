using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkflowAlerts;
using WorkflowAlerts.Functions;
using WorkflowAlerts.Sending;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Logging.AddHostLevels(builder.Configuration);
builder.Services.AddWorkflowAlerts(builder.Configuration);
builder.Services.AddStartCheck();
builder.Services.AddHostedService<CreateStorage>();
builder.Services.AddTelemetryExport(builder.Configuration);
try
{
    IHost app = builder.Build();
    app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(app.Services.GetRequiredService<Stopping>().Begin);
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException)
{
    // Told already, a line for each mistake, and sent on: the host above was disposed of.
    return 1;
}
