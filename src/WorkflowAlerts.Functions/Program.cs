using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkflowAlerts;
using WorkflowAlerts.Functions;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddWorkflowAlerts(builder.Configuration);
builder.Services.AddHostedService<CreateStorage>();
builder.Services.AddTelemetryExport(builder.Configuration);
builder.Build().Run();
