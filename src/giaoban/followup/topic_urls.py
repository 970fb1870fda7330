"""The pages on which topics and their projects are kept, under `/chuyen-de/`."""

from django.urls import URLPattern, path

from giaoban.followup.pages import projects, topics

urlpatterns: list[URLPattern] = [
    path("them/", topics.topic_new, name="topic_new"),
    path("du-an/<int:number>/", projects.project, name="project"),
    path("du-an/<int:number>/sua/", projects.project_change, name="project_change"),
    path("du-an/<int:number>/ket-thuc/", projects.project_close, name="project_close"),
    path("du-an/<int:number>/bao-cao/", projects.project_report, name="project_report"),
    path("du-an/<int:number>/moc/", projects.milestone_add, name="milestone_add"),
    path("du-an/<int:number>/moc/<int:milestone>/dat/", projects.milestone_reach, name="milestone_reach"),
    path("du-an/<int:number>/moc/<int:milestone>/bo/", projects.milestone_remove, name="milestone_remove"),
    path("du-an/<int:number>/vuong-mac/", projects.obstacle_raise, name="obstacle_raise"),
    path("du-an/<int:number>/vuong-mac/<int:obstacle>/thao-go/", projects.obstacle_clear, name="obstacle_clear"),
    path("<slug:code>/sua/", topics.topic_change, name="topic_change"),
    path("<slug:code>/ket-thuc/", topics.topic_close, name="topic_close"),
    path("<slug:code>/mo-lai/", topics.topic_resume, name="topic_resume"),
    path("<slug:code>/van-ban/", topics.document_cite, name="document_cite"),
    path("<slug:code>/van-ban/<int:number>/bo/", topics.document_withdraw, name="document_withdraw"),
    path("<slug:code>/du-an/them/", projects.project_new, name="project_new"),
]
